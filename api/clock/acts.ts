import { actOf, type DerivedActs } from '../act/derived.ts';
import { deciders } from '../schema/who.ts';

export const acts: DerivedActs = {
  extendLimit: actOf('extend', {
    // The role that the procedure names; the case decides.
    who: [...deciders, 'supervisor', 'administrator'],
    about: '延期: before the limit ends, once; the reason is told to the applicant.',
    fields: { clock: { type: 'extendable' } },
  }),
};
