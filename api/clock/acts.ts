import { actOf, type DerivedActs } from '../act/derived.ts';
import { deciders } from '../schema/who.ts';

export const acts: DerivedActs = {
  extendLimit: actOf('extend', {
    // The role that the procedure names; the case decides.
    who: [...deciders, 'window-clerk', 'supervisor', 'administrator'],
    about: '延期: before the limit ends, once; the reason is told to the applicant.',
    fields: {
      clock: { type: 'extendable' },
      material: { about: 'Of a tolerance (容缺): which material.' },
      by: { about: 'In the unit of the limit; of the earlier of two an amount for each.' },
    },
  }),
};
