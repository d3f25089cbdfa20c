import { z } from 'zod';
import {
  all,
  approval,
  child,
  each,
  granted,
  personal,
  procedure,
  reasonsAgainst,
  workingDays,
} from '../../domain/procedure.ts';

/** Throw-away procedures of a chaos run, beside the shipped ones: bundles, and the parts that they open. */
export const household = procedure({
  name: 'household',
  version: 1,
  title: '分户登记',
  lead: 'fire-rescue',
  form: z.object({ nth: z.int().min(1), holder: personal(z.string()).optional() }),
  example: { nth: 1 },
  limits: { statutory: workingDays(10), promised: workingDays(5) },
  policies: { acceptance: { within: workingDays(1) }, correction: { within: workingDays(15) } },
  steps: { review: approval('审查', { by: 'fire-rescue', within: workingDays(2) }) },
  permits: { title: '不动产权证书' },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('title');
  },
});

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** All of its parts are received at once. */
export const building = procedure({
  name: 'building',
  version: 1,
  title: '整栋登记',
  lead: 'market-regulation',
  form: z.object({ households: z.int().min(1).max(25), owner: personal(z.string()).optional() }),
  example: { households: 2 },
  limits: { statutory: workingDays(30), promised: workingDays(20) },
  steps: { household: child(household, { opens: 'received' }) },
  permits: { whole: '整栋登记' },
  *run({ form, steps, grant, deny }) {
    const endings = yield* each(numbers(form.households), String, nth =>
      steps.household({ form: { nth, ...(form.owner && { holder: form.owner }) } }),
    );
    const failed = Object.values(endings).filter(ending => !granted(ending)).length;
    return failed > 0 ? deny([{ text: `${failed}` }]) : grant('whole');
  },
});

/** One part is the applicant's to file, in their own time; the other one begins at once. */
export const pair = procedure({
  name: 'pair',
  version: 1,
  title: '分步登记',
  lead: 'market-regulation',
  form: z.object({ owner: personal(z.string()).optional() }),
  example: {},
  limits: { statutory: workingDays(30), promised: workingDays(20) },
  steps: {
    first: child(household, { opens: 'received' }),
    second: child(household, { opens: 'draft', within: workingDays(10) }),
  },
  permits: { whole: '分步登记' },
  *run({ form, steps, grant, deny }) {
    const held = form.owner ? { holder: form.owner } : {};
    const parts = yield* all({
      first: steps.first({ form: { nth: 1, ...held } }),
      second: steps.second({ form: { nth: 2, ...held } }),
    });
    const failed = Object.values(parts).filter(ending => !granted(ending)).length;
    return failed > 0 ? deny([{ text: `${failed}` }]) : grant('whole');
  },
});
