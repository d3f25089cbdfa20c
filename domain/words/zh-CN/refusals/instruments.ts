import type { InstrumentRefusals } from '../../../refusals/case.ts';
import type { SentencesFor } from '../../sentences.ts';
import { listOf, titleOf } from '../phrases.ts';
import { levelTitles } from '../titles.ts';

const levelTitle = (level: string): string => titleOf(levelTitles, level);

export const instrumentRefusals: SentencesFor<InstrumentRefusals> = {
  'instrument.unknown': ({ found, expected }) => `本件没有督办文书“${found}”，现有督办文书：${listOf(expected)}。`,
  'instrument.closed': ({ instrument }) => `督办文书“${instrument}”已办结，不再办理其他事项。`,
  'instrument.unknownClock': ({ found, expected }) => `本件没有时限“${found}”，现有时限：${listOf(expected)}。`,
  'instrument.applicantsClock': ({ clock }) =>
    `“${clock}”是申请人的时限，没有单位逾期，不能督办，请选择由单位负责的时限。`,
  'instrument.once': ({ level, clock }) =>
    `时限“${clock}”已发出过${levelTitle(level)}，同一文书只发一次，请选择更高一级的督办文书。`,
  'instrument.needsNoSignature': ({ level }) => `${levelTitle(level)}由系统发出，无须签发。`,
  'instrument.signed': ({ instrument }) => `督办文书“${instrument}”已签发，无须再次签发。`,
  'instrument.notDrafted': ({ instrument }) => `督办文书“${instrument}”正在确定送达对象，尚未编号，请稍后再试。`,
  'instrument.notServed': ({ instrument }) => `督办文书“${instrument}”尚未送达，请待送达后再答复。`,
  'instrument.replied': ({ instrument }) => `督办文书“${instrument}”已答复，答复后不再变更。`,
  'instrument.addressed': ({ instrument }) => `督办文书“${instrument}”已编号送达，无须重复。`,
};
