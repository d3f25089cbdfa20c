import { z } from 'zod';
import {
  clockHours,
  conference,
  procedure,
  publicNotice,
  reasonsUpheld,
  task,
  workingDays,
} from '../../domain/procedure.ts';

/** A joint visit that an issue begins; it ends when both parties have answered. */
export const jointVisit = procedure({
  name: 'joint-visit',
  version: 1,
  title: '联合踏勘',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['applicant'] },
  form: z.object({ place: z.string() }),
  example: { place: '三号厂房' },
  steps: {
    visit: conference('联合踏勘', {
      chair: 'lead',
      of: ['fire-rescue', 'tobacco'],
      notice: clockHours(0.25),
      within: workingDays(5),
    }),
  },
  results: { seen: '已踏勘' },
  *run({ steps, settle }) {
    yield* steps.visit();
    return settle('seen');
  },
});

/** A notice of a quarter of an hour, to which objections are typed. */
export const shownList = procedure({
  name: 'shown-list',
  version: 1,
  title: '名单公示',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['applicant'] },
  form: z.object({ list: z.string() }),
  example: { list: '2027年第一批' },
  steps: {
    show: publicNotice('公示', {
      lasts: clockHours(0.25),
      objection: 'fire-rescue',
      concerns: z.object({ enterprise: z.string().max(40) }),
    }),
  },
  results: { stands: '公示无异议', falls: '异议成立' },
  *run({ steps, settle }) {
    const against = reasonsUpheld((yield* steps.show()).objections);
    return against ? settle('falls', against) : settle('stands');
  },
});

/** What a bad rating opens. */
export const badReview = procedure({
  name: 'bad-review',
  version: 1,
  title: '差评核查',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['rating'] },
  form: z.object({ case: z.string(), number: z.string(), grade: z.string(), remark: z.string().optional() }),
  example: { case: 'case-1', number: '1', grade: 'poor' },
  steps: { contact: task('回访', { by: 'lead', within: workingDays(1) }) },
  results: { mended: '已整改' },
  *run({ steps, settle }) {
    yield* steps.contact();
    return settle('mended');
  },
});

/** An issue that one task settles. */
export const oneTask = procedure({
  name: 'one-task',
  version: 1,
  title: '诉求办理',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['applicant'] },
  form: z.object({ text: z.string() }),
  example: { text: '门前积水' },
  steps: { work: task('办理', { by: 'lead', within: workingDays(3) }) },
  results: { done: '办结' },
  *run({ steps, settle }) {
    yield* steps.work();
    return settle('done');
  },
});
