import { z } from 'zod';
import {
  applicant,
  approval,
  child,
  granted,
  personal,
  procedure,
  reasonsAgainst,
  required,
  workingDays,
} from '../../../domain/procedure.ts';
import { kinds } from './plan.ts';

/** What made-up procedures open as cases of their own. */
const smallPart = procedure({
  name: 'small-part',
  version: 1,
  title: '分项',
  lead: 'urban-management',
  form: z.object({ kind: z.enum(kinds), holder: personal(z.string()).optional() }),
  example: { kind: 'a', holder: '沈' },
  materials: { plan: required('方案') },
  limits: { statutory: workingDays(10), promised: workingDays(5) },
  steps: { review: approval('审查', { by: 'tobacco', within: workingDays(3) }) },
  permits: { share: '分项许可' },
  *run({ steps, grant, deny }) {
    const found = reasonsAgainst(yield* steps.review());
    return found ? deny(found) : grant('share');
  },
});

/** A part that opens parts itself: one at once, and one that its applicant completes. */
const nestedPart = procedure({
  name: 'nested-part',
  version: 1,
  title: '分批',
  lead: 'tobacco',
  form: z.object({ kind: z.enum(kinds), holder: personal(z.string()).optional() }),
  example: { kind: 'a', holder: '沈' },
  limits: { statutory: workingDays(20), promised: workingDays(10) },
  steps: {
    first: child(smallPart, { opens: 'received' }),
    second: child(smallPart, { opens: 'draft', within: workingDays(4) }),
  },
  results: { done: '办结' },
  *run({ form, steps, settle, deny }) {
    const held = form.holder ? { holder: form.holder } : {};
    const first = yield* steps.first({ form: { kind: form.kind, ...held } });
    if (!granted(first)) return deny([{ text: '分项未成' }]);
    yield* steps.second({ form: held });
    return settle('done');
  },
});

/** 免申即享: opened by another case alone; the applicant consents, or lets the time pass. */
const offeredPart = procedure({
  name: 'offered-part',
  version: 1,
  title: '免申即享',
  lead: 'market-regulation',
  kind: 'payment',
  form: z.object({ kind: z.enum(kinds), holder: personal(z.string()).optional() }),
  example: { kind: 'a', holder: '沈' },
  materials: { proof: required('证明', { source: 'catalogue' }) },
  limits: { statutory: 'none', promised: workingDays(10) },
  modes: { noApplication: { consent: 'consent' } },
  steps: {
    consent: applicant('确认领取', { within: workingDays(5) }),
    review: approval('核准', { by: 'lead', within: workingDays(3) }),
  },
  results: { paid: '已兑付' },
  *run({ steps, settle, deny }) {
    const consent = yield* steps.consent();
    if (consent.lapsed) return deny([{ text: '逾期未确认' }]);
    const found = reasonsAgainst(yield* steps.review());
    return found ? deny(found) : settle('paid');
  },
});

/** Every procedure of which a made-up one may open a case, their own parts included. */
export const parts = { small: smallPart, nested: nestedPart, offered: offeredPart } as const;
