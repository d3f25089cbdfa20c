import { z } from 'zod';
import { applicant, approval, is, procedure, required, tolerable, workingDays } from '../../domain/procedure.ts';

export const office = 'market-regulation';
const day = workingDays(1);

/** A shop: on the spot where it is small, examined where it is not; with a commitment, priority, missing papers. */
export const shop = procedure({
  name: 'shop',
  version: 1,
  title: '试验',
  lead: office,
  form: z.object({ small: z.boolean(), storesChemicals: z.boolean(), keyProject: z.boolean() }),
  example: { small: true, storesChemicals: false, keyProject: false },
  materials: {
    plan: required('图纸'),
    sketch: tolerable('示意图', { within: workingDays(3) }),
    designation: required('重点项目认定', { when: is('keyProject') }),
  },
  limits: { promised: workingDays(10), statutory: workingDays(20) },
  modes: {
    onTheSpot: {},
    tolerant: {},
    assisted: {},
    fastLane: { keyProject: is('keyProject') },
    commitment: {
      covers: ['look'],
      verify: 'verify',
      fix: 'fix',
      revokes: ['licence'],
      excludes: [is('storesChemicals')],
      basis: '告知承诺办法',
    },
  },
  steps: {
    look: approval('审查', { by: office, within: day }),
    verify: approval('核查', { by: office, within: workingDays(5) }),
    fix: applicant('整改', { within: workingDays(5) }),
  },
  permits: { licence: '许可证' },
  *run({ form, modes, steps, grant, deny }) {
    if (modes.onTheSpot && form.small) return grant('licence');
    const answer = yield* steps.look();
    return answer.answer === 'disagree' ? deny(answer.reasons) : grant('licence');
  },
});
