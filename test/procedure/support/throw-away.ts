import { z } from 'zod';
import {
  all,
  applicant,
  approval,
  assigned,
  each,
  effect,
  event,
  listBy,
  personal,
  procedure,
  publicNotice,
  race,
  reasonsAgainst,
  reasonsUpheld,
  task,
  child,
  workingDays,
  calendarDays,
  is,
  type Flow,
} from '../../../domain/procedure.ts';

const day = workingDays(1);
const form = z.object({});
/** What every throw-away procedure shares. */
export const head = {
  name: 'throw-away',
  version: 1,
  title: '试验',
  lead: 'lead-office',
  form,
  example: {},
  permits: { licence: '许可证' },
} as const;
export const step = (by = 'office') => approval('步骤', { by, within: day });

export const gate = procedure({
  ...head,
  steps: { one: step(), two: step('lead') },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* all({ one: steps.one(), two: steps.two() }));
    return against ? deny(against) : grant('licence');
  },
});

/** Two branches that ask the same step under their own keys, and a counter that they share. */
export const branches = procedure({
  ...head,
  form: z.object({ items: listBy(z.object({ id: z.string() }), 'id', 5) }),
  example: { items: [{ id: 'a' }, { id: 'b' }] },
  steps: { look: step(), mend: applicant('整改', { within: day }), close: step() },
  *run({ form: { items }, steps, grant }) {
    let looked = 0;
    yield* each(
      items,
      item => item.id,
      function* (item) {
        while (reasonsAgainst(yield* steps.look())) yield* steps.mend();
        looked += 1;
        if (looked === items.length && item.id === 'a') yield* steps.close();
      },
    );
    return grant('licence');
  },
});

export const nested = procedure({
  ...head,
  steps: { look: step() },
  *run({ steps, grant }) {
    yield* each(
      ['x', 'y'],
      key => key,
      outer =>
        each(
          ['1', '2'],
          key => `${outer}${key}`,
          () => steps.look(),
        ),
    );
    return grant('licence');
  },
});

export const first = procedure({
  ...head,
  results: { work: '办理', event: '事件' },
  steps: {
    work: task('办理', { by: assigned, until: 'over', result: z.object({ found: z.enum(['x', 'nothing']) }) }),
    outside: event('外部事件', { from: 'court' }),
    beside: step(),
  },
  milestones: { over: day },
  *run({ steps, settle, reached, grant }) {
    const won = yield* race({ work: steps.work({ to: 'court' }), event: waitBoth(steps) });
    reached('over');
    if (won.first === 'work' && won.value.found === 'nothing') return grant('licence');
    return settle(won.first);
  },
});
function* waitBoth(steps: { outside(): Flow<unknown>; beside(): Flow<unknown> }): Flow<void> {
  yield* all({ outside: steps.outside(), beside: steps.beside() });
}

export const bundle = procedure({
  ...head,
  form: z.object({ applicant: personal(z.string()), paid: z.boolean() }),
  example: { applicant: '张三', paid: true },
  steps: {
    own: child(gate, { opens: 'received' }),
    notice: publicNotice('公示', { lasts: calendarDays(5), objection: 'lead' }),
    pay: effect('支付', {
      calls: 'payment',
      takes: z.object({ sum: z.int() }),
      result: z.object({ ok: z.boolean() }),
      within: day,
      when: is('paid'),
    }),
  },
  *run({ steps, grant, deny }) {
    const against = reasonsUpheld((yield* steps.notice()).objections);
    if (against) return deny(against);
    const ending = yield* steps.own({ form: {} });
    if (ending.end !== 'granted') return deny([{ text: ending.end }]);
    const paid = yield* steps.pay({ input: { sum: 100 } });
    if ('answer' in paid || paid.lapsed || paid.ok) return grant('licence');
    return deny([{ text: '支付失败' }]);
  },
});

/** An application with nothing in its form, in no mode, that defers nothing. */
export const none = { applicant: 'p-applicant', form: {}, modes: {}, deferred: [] };
