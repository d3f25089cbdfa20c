import { z } from 'zod';
import {
  all,
  approval,
  child,
  each,
  effect,
  granted,
  is,
  personal,
  procedure,
  race,
  reasonsAgainst,
  required,
  task,
  workingDays,
} from '../../domain/procedure.ts';

/** Throw-away procedures of which one opens cases of the other: a bundle and its parts. */
export const part = procedure({
  name: 'part',
  version: 1,
  title: '分项',
  lead: 'housing',
  form: z.object({ nth: z.int().min(1), holder: personal(z.string()).optional() }),
  example: { nth: 1 },
  limits: { statutory: workingDays(10), promised: workingDays(5) },
  policies: { acceptance: { within: workingDays(1) }, correction: { within: workingDays(15) } },
  steps: { review: approval('审查', { by: 'housing', within: workingDays(2) }) },
  permits: { share: '分项许可' },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('share');
  },
});

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

export const bundle = procedure({
  name: 'bundle',
  version: 1,
  title: '联办',
  lead: 'market-regulation',
  form: z.object({ parts: z.int().min(1).max(2_000), owner: personal(z.string()).optional() }),
  example: { parts: 2 },
  limits: { statutory: workingDays(20), promised: workingDays(10) },
  steps: { part: child(part, { opens: 'received' }) },
  permits: { whole: '联办许可' },
  *run({ form, steps, grant, deny }) {
    const endings = yield* each(numbers(form.parts), String, nth =>
      steps.part({ form: { nth, ...(form.owner && { holder: form.owner }) } }),
    );
    const failed = Object.values(endings).filter(ending => !granted(ending)).length;
    return failed > 0 ? deny([{ text: `${failed}` }]) : grant('whole');
  },
});

/** A bundle that waits for its part or for an approval, whichever comes first. */
export const either = procedure({
  name: 'either',
  version: 1,
  title: '择一',
  lead: 'market-regulation',
  form: z.object({}),
  example: {},
  limits: { statutory: workingDays(20) },
  steps: {
    part: child(part, { opens: 'received' }),
    review: approval('审查', { by: 'market-regulation', within: workingDays(5) }),
  },
  permits: { whole: '择一许可' },
  *run({ steps, grant }) {
    yield* all({ won: race({ part: steps.part({ form: { nth: 1 } }), review: steps.review() }) });
    return grant('whole');
  },
});

/** A bundle whose part the applicant completes and files, while an office reviews it. */
export const drafted = procedure({
  name: 'drafted',
  version: 1,
  title: '分步联办',
  lead: 'market-regulation',
  form: z.object({ isReviewed: z.boolean(), owner: personal(z.string()).optional() }),
  example: { isReviewed: false },
  limits: { statutory: workingDays(20), promised: workingDays(10) },
  steps: {
    review: approval('审查', { by: 'market-regulation', within: workingDays(2), when: is('isReviewed') }),
    part: child(part, { opens: 'draft', within: workingDays(10) }),
  },
  permits: { whole: '联办许可' },
  *run({ form, steps, grant, deny }) {
    const handed = form.owner ? { holder: form.owner } : {};
    const { part: ending } = yield* all({ part: steps.part({ form: handed }), review: steps.review() });
    return granted(ending) ? grant('whole') : deny([{ text: '分项未成' }]);
  },
});

/** A throw-away procedure that pays. A licence comes from shared data, and a person pays where the effect does not. */
export const paying = procedure({
  name: 'paying',
  version: 1,
  title: '补贴申领',
  lead: 'market-regulation',
  form: z.object({ fen: z.int().min(0), payee: personal(z.string()) }),
  example: { fen: 100, payee: '沈雨晴' },
  materials: { plan: required('方案'), licence: required('营业执照', { source: 'shared-catalogue' }) },
  limits: { statutory: workingDays(20), promised: workingDays(10) },
  steps: {
    review: approval('审核', { by: 'market-regulation', within: workingDays(2) }),
    pay: effect('支付', {
      calls: 'payment',
      by: 'urban-management',
      takes: z.object({ fen: z.int(), payee: personal(z.string()) }),
      result: z.object({ number: z.string().min(1).max(40) }),
      within: workingDays(2),
    }),
    payByHand: task('人工支付', { by: 'market-regulation', within: workingDays(2) }),
  },
  results: { paid: '已支付', byHand: '人工支付' },
  *run({ form, steps, deny, settle }) {
    const against = reasonsAgainst(yield* steps.review());
    if (against) return deny(against);
    const paid = yield* steps.pay({ input: { fen: form.fen, payee: form.payee } });
    if (!paid.lapsed) return settle('paid', [{ text: paid.number }]);
    yield* steps.payByHand();
    return settle('byHand');
  },
});
