import type { InstrumentRefusals } from '../../../refusals/case.ts';
import type { SentencesFor } from '../../sentences.ts';
import { listOf } from '../phrases.ts';

export const instrumentRefusals: SentencesFor<InstrumentRefusals> = {
  'instrument.unknown': ({ found, expected }) => `Found no instrument ${found}; the case has ${listOf(expected)}.`,
  'instrument.closed': ({ instrument }) => `${instrument} is closed: it takes no further act.`,
  'instrument.unknownClock': ({ found, expected }) => `Found no clock ${found}; the case has ${listOf(expected)}.`,
  'instrument.applicantsClock': ({ clock }) =>
    `${clock} is the applicant's time: no office is late with it. Name a clock of a unit.`,
  'instrument.once': ({ level, clock }) =>
    `${level} was opened for ${clock} before: each instrument once. Take a higher level.`,
  'instrument.needsNoSignature': ({ level }) => `${level} is served without a signature. There is nothing to sign.`,
  'instrument.signed': ({ instrument }) => `${instrument} was signed before. There is nothing to sign.`,
  'instrument.notDrafted': ({ instrument }) =>
    `${instrument} has no number yet: its addressee is being looked up. Ask again.`,
  'instrument.notServed': ({ instrument }) => `${instrument} is not served yet: it is answered once it is served.`,
  'instrument.replied': ({ instrument }) => `${instrument} was answered before: a reply is final.`,
  'instrument.addressed': ({ instrument }) => `${instrument} has its addressee already.`,
};
