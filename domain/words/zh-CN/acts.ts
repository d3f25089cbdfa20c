import type { Command } from '../../case/command.ts';
import { titleOf } from './phrases.ts';

const acts = {
  receive: '收件',
  notRequired: '不受理',
  refuseAcceptance: '不予受理',
  accept: '受理',
  giveNotice: '一次性告知',
  supply: '补正',
  acceptTolerantly: '容缺受理',
  cure: '补齐',
  claim: '认领',
  answer: '答复',
  confirm: '复核、审核、批准',
  refuseProposal: '退回拟办意见',
  lapseProposal: '拟办意见失效',
  startSpecial: '启动特殊程序',
  endSpecial: '结束特殊程序',
  extend: '延期',
  recompute: '日历调整',
  adoptRules: '规则更正',
  repin: '机构变更',
  release: '退回认领',
  reassign: '改派',
  suspend: '中止办理',
  resume: '恢复办理',
  withdraw: '撤回申请',
  terminate: '终止办理',
  deliver: '送达',
  publish: '双公示',
  startInstrument: '启动督办',
  signInstrument: '签发督办文书',
  replyToInstrument: '书面答复督办',
  closeInstrument: '督办办结',
  addressInstrument: '督办文书编号送达',
  decideAnew: '责令重新作出决定',
  endChild: '子办件办结',
  moveChild: '子办件计时变更',
  endWithParent: '随主办件终结',
} satisfies Record<Command['type'], string>;

/** What an act is called, by the type of its command. */
export const actTitle = (act: string): string => titleOf(acts, act);
