import { actOf, type DerivedActs } from '../act/derived.ts';
import { ofOneUnit } from '../schema/who.ts';

export const acts: DerivedActs = {
  startInstrument: actOf('startInstrument', {
    who: ['supervisor'],
    about: '督办: a supervisor opens an instrument of the ladder by motion, with a reason.',
    fields: {
      level: { type: 'level' },
      clock: { about: 'The clock that it is about, such as promise.' },
      grave: { about: 'L4: to the principal instead of the deputy head.' },
    },
  }),
  signInstrument: actOf('signInstrument', {
    who: ['supervisor'],
    about: '签发: L3 and above are served once signed.',
  }),
  replyToInstrument: actOf('replyToInstrument', { who: ofOneUnit, about: '书面答复: the addressed unit answers.' }),
  closeInstrument: actOf('closeInstrument', {
    who: ['supervisor'],
    about: '督办办结: a supervisor closes an instrument with a conclusion.',
  }),
};
