import { z } from 'zod';
import {
  all,
  approval,
  child,
  effect,
  later,
  personal,
  procedure,
  reasonsAgainst,
  task,
  workingDays,
} from '../../domain/procedure.ts';

const person = z.object({ name: personal(z.string().min(1).max(40)), share: z.int().min(1).max(100) });

/** What a household's case opens: the same list of people, and the telephone that a step of the parent recorded. */
export const householdTitle = procedure({
  name: 'household-deed',
  version: 1,
  title: '分户登记',
  lead: 'housing',
  form: z.object({ owners: z.array(person).max(10), phone: personal(z.string()) }),
  example: { owners: [{ name: '沈雨晴', share: 100 }], phone: '13900000000' },
  limits: { statutory: workingDays(20) },
  steps: { review: approval('审查', { by: 'housing', within: workingDays(2) }) },
  permits: { title: '不动产权证' },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('title');
  },
});

/** Personal fields in a list of the form and in what two people record, handed on to a child and an effect. */
export const household = procedure({
  name: 'household',
  version: 1,
  title: '分户办理',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['applicant'] },
  form: z.object({ project: z.string(), owners: z.array(person).max(10) }),
  example: { project: '三号楼', owners: [{ name: '沈雨晴', share: 100 }] },
  materials: { survey: later('入户核验单') },
  steps: {
    visit: task('入户核验', {
      by: 'market-regulation',
      within: workingDays(3),
      people: 2,
      gives: ['survey'],
      result: z.object({
        phone: personal(z.string().min(3)),
        witnesses: z.array(z.object({ name: personal(z.string()), isNeighbour: z.boolean() })).max(5),
        others: z.array(personal(z.string())).max(5).optional(),
        finding: z.string(),
      }),
    }),
    tell: effect('短信告知', {
      calls: 'text-message',
      within: workingDays(2),
      takes: z.object({ phone: personal(z.string()), owners: z.array(z.object({ name: personal(z.string()) })) }),
      result: z.object({ receipt: personal(z.string()), sent: z.boolean() }),
    }),
    title: child(householdTitle, { opens: 'received' }),
  },
  results: { done: '办结' },
  *run({ form, steps, settle }) {
    const { phone } = yield* steps.visit();
    const owners = form.owners.map(({ name }) => ({ name }));
    yield* all({
      told: steps.tell({ input: { phone, owners } }),
      title: steps.title({ form: { owners: form.owners, phone } }),
    });
    return settle('done');
  },
});
