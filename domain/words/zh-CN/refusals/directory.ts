import { dayOf, formatDay } from '../../../calendar/day.ts';
import type { DirectoryFault } from '../../../directory/faults.ts';
import type { DirectoryRefusals } from '../../../refusals/directory.ts';
import type { SentencesFor } from '../../sentences.ts';
import { issuesText } from '../issues.ts';
import { recordKindTitles } from '../titles.ts';

export const directoryRefusals: SentencesFor<DirectoryRefusals> = {
  'directory.unfit': ({ faults }) => `组织机构数据有误：\n${faults.map(each => `- ${faultText(each)}`).join('\n')}`,
  'directory.same': () => '组织机构中已是如此，未作变更。',
  'directory.superseded': ({ found, by }) => `该办件已按组织机构第${by}次变更办理，第${found}次变更不再适用。`,
  'directory.nobodyThere': ({ found }) => `${found}不是有人员在岗的部门，不能改派，请另选单位。`,
  'directory.unknown': ({ kind, found }) => `组织机构中没有该${recordKindTitles[kind]}：${found}，请核对后再试。`,
  'directory.ended': ({ kind, found }) => `该${recordKindTitles[kind]}此前已经结束：${found}，未作变更。`,
  'directory.notTheirs': ({ kind }) =>
    kind === 'absence'
      ? '外出由本人登记，或者由其任职单位的负责人登记。'
      : kind === 'relation'
        ? '申报的回避关系由其任职单位的负责人或者系统管理员解除，本人不得自行解除。'
        : kind === 'post'
          ? '不得为本人任职，也不得指定本人代行他人职务，请由其他系统管理员办理。'
          : kind === 'unit'
            ? '不得变更本人所在单位的性质、隶属或者职能，请由其他系统管理员办理。'
            : `该${recordKindTitles[kind]}不属于您，应由本人办理。`,
};

function faultText(fault: DirectoryFault): string {
  switch (fault.code) {
    case 'issue':
      return issuesText([fault.issue]);
    case 'twice':
      return `${fault.at}：“${fault.found}”重复`;
    case 'notInFile':
      return `${fault.at}：“${fault.found}”不在本文件中`;
    case 'stillThere':
      return `${fault.at}：“${fault.found}”仍列在人员中`;
    case 'unknownUnit':
      return `${fault.at}：组织机构中没有单位“${fault.found}”`;
    case 'unknownPerson':
      return `${fault.at}：组织机构中没有人员“${fault.found}”`;
    case 'circle':
      return `${fault.at}：“${fault.found}”将成为自己的下级`;
    case 'endsBeforeItBegins':
      return `${fault.at}：结束早于开始`;
    case 'ownDeputy':
      return `${fault.at}：外出人员不能由本人代理`;
    case 'noPost':
      return `${fault.at}：“${fault.found}”没有任职，代理人应为在职人员`;
    case 'officialAgent':
      return `${fault.at}：“${fault.found}”为在职人员，不能担任帮办代办人`;
    case 'overlaps':
      return `${fault.at}：该人员同期已任此职，请先结束原任职`;
    case 'ofOneself':
      return `${fault.at}：不能是本人`;
    case 'noAdministrator':
      return `自${formatDay(dayOf(fault.from))}起将无系统管理员在岗，请指定代理人或者其他系统管理员`;
    case 'headless':
      return `${fault.unit}：自${formatDay(dayOf(fault.from))}起将无负责人在岗，且其上级单位也无人，请指定代理人或者其他负责人`;
  }
}
