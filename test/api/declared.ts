import { z } from 'zod';
import {
  approval,
  child,
  clockHours,
  conference,
  each,
  granted,
  later,
  onDate,
  permit,
  personal,
  procedure,
  publicNotice,
  reasonsAgainst,
  reasonsUpheld,
  required,
  task,
  workingDays,
  years,
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

/** What the applicant of `shop` completes for each of its rooms. */
export const fitOut = procedure({
  name: 'fit-out',
  version: 1,
  title: '装修许可',
  lead: 'urban-management',
  form: z.object({ room: z.string(), area: z.int().min(1), contact: personal(z.string()) }),
  example: { room: 'a', area: 40, contact: '沈雨晴' },
  materials: { plan: required('装修图') },
  limits: { statutory: workingDays(20) },
  steps: { review: approval('审查', { by: 'urban-management', within: workingDays(2) }) },
  permits: { fitOut: '装修许可' },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('fitOut');
  },
});

/** An issue whose applicant has a draft to file for each of three rooms. */
export const shop = procedure({
  name: 'shop',
  version: 1,
  title: '店铺装修',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['applicant'] },
  form: z.object({ text: z.string(), contact: personal(z.string()) }),
  example: { text: '三间', contact: '沈雨晴' },
  steps: { fitOut: child(fitOut, { opens: 'draft', within: workingDays(10) }) },
  results: { done: '办成', part: '部分办成' },
  *run({ form, steps, settle }) {
    const endings = yield* each(['a', 'b', 'c'], String, room =>
      steps.fitOut({ form: { room, contact: form.contact } }),
    );
    return settle(Object.values(endings).every(granted) ? 'done' : 'part');
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

/** A stall: on the spot where it is small, once fire safety has seen the papers; its licence ends and is renewed. */
export const stallLicence = procedure({
  name: 'stall-licence',
  version: 1,
  title: '摊位许可',
  lead: 'market-regulation',
  intake: { by: 'application', checkedBy: ['fire-rescue'] },
  form: z.object({ isSmall: z.boolean(), signUntil: z.iso.date() }),
  example: { isSmall: true, signUntil: '2090-12-31' },
  modes: { onTheSpot: {} },
  limits: { promised: workingDays(5), formerly: workingDays(8), statutory: workingDays(20) },
  policies: { revocable: { by: 'lead', basis: '摊位管理办法第九条' } },
  steps: { look: approval('审查', { by: 'lead', within: workingDays(1) }) },
  permits: {
    licence: permit('摊位许可证', { validFor: years(1), renewal: workingDays(10) }),
    sign: permit('店招备案', { until: onDate('signUntil') }),
  },
  *run({ form, modes, steps, deny, grant }) {
    if (modes.onTheSpot && form.isSmall) return grant('licence', 'sign');
    const answer = yield* steps.look();
    return answer.answer === 'disagree' ? deny(answer.reasons) : grant('licence', 'sign');
  },
});

const owner = z.object({ name: personal(z.string().max(200)), share: z.int().min(1).max(100) });

/** What `householdVisit` opens: the same list of people, and the telephone that its task recorded. */
export const householdDeed = procedure({
  name: 'household-deed',
  version: 1,
  title: '分户登记',
  lead: 'market-regulation',
  form: z.object({ owners: z.array(owner).max(5), phone: personal(z.string()) }),
  example: { owners: [{ name: '沈雨晴', share: 100 }], phone: '13900000000' },
  limits: { statutory: workingDays(20) },
  steps: { review: approval('审查', { by: 'market-regulation', within: workingDays(2) }) },
  permits: { title: '不动产权证' },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('title');
  },
});

/** Personal fields in a list of the form and in what a task records, which brings a paper too. */
export const householdVisit = procedure({
  name: 'household-visit',
  version: 1,
  title: '入户核验',
  lead: 'market-regulation',
  intake: { by: 'issue', from: ['applicant'] },
  form: z.object({ project: z.string(), owners: z.array(owner).max(5) }),
  example: { project: '三号楼', owners: [{ name: '沈雨晴', share: 100 }] },
  materials: { survey: later('入户核验单') },
  steps: {
    visit: task('入户核验', {
      by: 'market-regulation',
      within: workingDays(3),
      gives: ['survey'],
      result: z.object({
        phone: personal(z.string().max(200)),
        witnesses: z.array(z.object({ name: personal(z.string()), isNeighbour: z.boolean() })).max(5),
        others: z.array(personal(z.string())).max(5).optional(),
        finding: z.string().max(200),
      }),
    }),
    deed: child(householdDeed, { opens: 'received' }),
  },
  results: { done: '办结' },
  *run({ form, steps, settle }) {
    const { phone } = yield* steps.visit();
    yield* steps.deed({ form: { owners: form.owners, phone } });
    return settle('done');
  },
});
