import type { OperationRefusals } from '../../../refusals/operations.ts';
import type { SentencesFor } from '../../sentences.ts';
import { listOf, sentence } from '../phrases.ts';

type Lacking = OperationRefusals['build.lacksProcedures']['lacking'][number];

const lackingText = ({ procedure, cases, numbers }: Lacking): string =>
  `${procedure}（在办${cases}件：${listOf(numbers)}${cases > numbers.length ? '等' : ''}）`;

const commands = {
  none: '没有该操作',
  answered: '该操作已有结果',
  inProgress: '该操作仍在办理',
} as const;

export const operationRefusals: SentencesFor<OperationRefusals> = {
  'command.differs': ({ used, found }) => {
    if (used === 'directory') return `该操作编号已用于组织机构的第${found}次变更，请为新的变更使用新的编号。`;
    if (used === 'repair') return '该操作编号已用于另一次修复，请使用新的编号。';
    if (used === 'publication') return `该操作编号已用于公布版本 ${found}，请为新的公布使用新的编号。`;
    return '该操作编号已用于其他内容或者其他办件，请为新的操作使用新的编号。';
  },
  'command.givenUp': ({ reason }) => `该操作无法完成，已予退回：${sentence(reason)}如仍需办理，请重新提交。`,
  'list.tooWide': ({ most, narrowBy }) =>
    `符合条件的记录需要查找超过${most}条，请缩小查询范围` +
    (narrowBy.length === 0 ? '。' : `，例如填写${narrowBy.map(each => `“${each}”`).join('、')}。`),
  'page.cursor': () => '翻页标记不是本列表给出的，请从第一页重新查询。',
  'page.size': ({ found, most }) =>
    found === undefined
      ? '“first”和“last”不能同时使用，请只填写其中一项。'
      : `每页条数 ${found} 有误，应为1至${most}，其余请翻页查询。`,
  'procedure.faults': ({ procedure, faults }) =>
    `事项“${procedure}”的定义有${faults.length}处不符合规则：\n` +
    faults.map(({ at, message }) => `- ${at}：${message}`).join('\n'),
  'build.lacksProcedures': ({ build, lacking }) =>
    `程序版本 ${build} 缺少在办事项：${lacking.map(lackingText).join('；')}。` +
    '这些办件将无法继续办理，请在仍有在办件时保留事项文件，并重新构建。',
  'build.unknown': ({ found, known }) =>
    `程序版本 ${found} 没有运行中的工作进程，现有版本：` +
    `${listOf(known.map(({ build, hasWorker }) => `${build}（${hasWorker ? '运行中' : '未运行'}）`))}。` +
    '请先启动该版本的工作进程。',
  'build.noneCurrent': ({ found }) =>
    `${found === null ? '没有当前程序版本' : `当前程序版本 ${found} 没有运行中的工作进程`}，请先启动，再设为当前版本。`,
  'schedule.unknown': ({ found, expected }) =>
    `没有按期发起的事项“${found}”${expected.length === 0 ? '' : `，现有：${listOf(expected)}`}。`,
  'schedule.date': ({ found, expected }) => `${found} 不是该事项应当发起的日期，或者尚未到期；下一日期为 ${expected}。`,
  'time.notAhead': ({ found }) => `时间只能向前推移，现为${found}毫秒，请填写大于零的时间。`,
  'repair.notANumber': ({ found, last, most }) =>
    last === undefined
      ? `“${found}”不是编号，应为办件编号（如 SX2027-000150）或者督办文书编号（如 督办单〔2027〕12号）。`
      : `编号“${found}”过大，至多可比已给出的最后编号 ${last} 大 ${most}，请核对。`,
  'repair.nothingMissing': ({ case: of }) => `办件“${of}”在 Temporal 中没有数据库缺少的记录，无须取回。`,
  'repair.doesNotFollow': ({ case: of, revision, first, last }) =>
    `Temporal 保存的办件“${of}”${first === null ? '' : `第 ${first} 至 ${last} 条`}记录与数据库（至第 ${revision} 条）不相衔接，` +
    '请按数据库记录重新启动，将被放弃的记录见“compare”。',
  'repair.receivedAgain': ({ case: of, number }) =>
    `数据库恢复后，办件“${of}”的申请已重新提出，或者其编号 ${number} 已另行给出，` +
    'Temporal 保存的内容不能再写入；其运行将在下次办理时被替换。',
  'repair.runs': ({ case: of }) =>
    `办件“${of}”正在运行；如无法继续办理，请按数据库记录重新启动：npm run -s shixian -- repair from-log ${of}`,
  'repair.notADeadLetter': ({ key, found }) =>
    `操作“${key}”不是死信（${commands[found]}），死信列表见：npm run -s shixian -- repair list`,
};
