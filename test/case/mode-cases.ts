import { z } from 'zod';
import {
  applicant as applicantStep,
  approval,
  child,
  deferred,
  event,
  is,
  procedure,
  required,
  tolerable,
  workingDays,
} from '../../domain/procedure.ts';
import type { Mode } from '../../domain/procedure/procedure.ts';
import {
  agent,
  agree,
  applicant,
  caseOf,
  cityOf,
  clerk,
  disagree,
  head,
  paper,
  reference,
  type VirtualCase,
} from '../../domain/testing.ts';
import type { ModeStanding } from '../../domain/case/vocabulary.ts';
import { office } from './shop.ts';

const day = workingDays(1);

/** Offers every mode that an applicant or a window may choose. */
export const everyMode = procedure({
  name: 'every-mode',
  version: 1,
  title: '试验',
  lead: office,
  form: z.object({ small: z.boolean(), drawn: z.boolean(), isKey: z.boolean() }),
  example: { small: false, drawn: true, isKey: false },
  materials: {
    identity: required('身份证明', { when: is('drawn') }),
    sketch: tolerable('示意图', { within: workingDays(3), when: is('drawn') }),
    designation: required('重点项目认定', { when: is('isKey') }),
    archive: deferred('档案', { before: 'filing' }),
  },
  limits: { promised: workingDays(10), statutory: workingDays(20) },
  policies: { revocable: { by: 'lead', basis: '办法 9' } },
  modes: {
    onTheSpot: {},
    instantAuto: {},
    tolerant: {},
    deferredSupplement: { basis: '容缺后补办法' },
    commitment: { covers: ['look'], verify: 'verify', fix: 'fix', revokes: ['licence'], basis: '告知承诺办法' },
    singleId: { identity: 'identity', from: { sketch: '库', designation: '库' } },
    crossRegion: {},
    applyAndEnjoy: { consent: 'consent' },
    assisted: {},
    fastLane: { keyProject: is('isKey') },
  },
  steps: {
    consent: applicantStep('确认', { within: workingDays(5) }),
    look: approval('审查', { by: office, within: day }),
    verify: approval('核查', { by: office, within: workingDays(5) }),
    fix: applicantStep('整改', { within: workingDays(5) }),
    filing: event('备案', { from: office, expires: workingDays(10) }),
  },
  permits: { licence: '许可证' },
  *run({ form, modes, steps, grant, deny }) {
    if ((modes.onTheSpot || modes.instantAuto) && form.small) return grant('licence');
    yield* steps.consent();
    const answer = yield* steps.look();
    return answer.answer === 'disagree' ? deny(answer.reasons) : grant('licence');
  },
});

/** A benefit that another case offers: nobody applies. */
export const offered = procedure({
  name: 'offered-benefit',
  kind: 'payment',
  version: 1,
  title: '试验',
  lead: office,
  form: z.object({}),
  example: {},
  modes: { noApplication: { consent: 'consent' } },
  limits: { statutory: 'none', promised: workingDays(5) },
  steps: { consent: applicantStep('确认', { within: workingDays(5) }) },
  results: { paid: '已拨付', declined: '放弃' },
  *run({ steps, settle }) {
    return settle((yield* steps.consent()).lapsed ? 'declined' : 'paid');
  },
});
export const offers = procedure({
  name: 'offers-benefit',
  version: 1,
  title: '试验',
  lead: office,
  form: z.object({}),
  example: {},
  intake: { by: 'order', from: ['office'] },
  steps: { one: child(offered, { opens: 'received' }) },
  results: { done: '完成' },
  *run({ steps, settle }) {
    yield* steps.one({ form: {} });
    return settle('done');
  },
});

type Uses = Partial<Record<Mode, ModeStanding>>;
/** A case, and what it counts as by hand; every other mode of its procedure was offered to it. */
export type Counted = readonly [what: string, one: VirtualCase, uses: Uses];

const bare = { drawn: false, isKey: false, small: false };
const drawn = { ...bare, drawn: true };
const begun = { at: '2027-03-24 10:00', papers: ['archive'] } as const;
const filed = (
  modes: readonly Mode[],
  more: Parameters<ReturnType<typeof caseOf<typeof everyMode>>['receive']>[0] = {},
) => caseOf(everyMode).receive({ ...begun, form: bare, modes, ...more });
type Filed = ReturnType<typeof filed>;
const decide = (one: Filed, answer: typeof agree | ReturnType<typeof disagree> = agree): Filed =>
  one.answer('consent', { lapsed: false }).answer('look', answer);
const tolerated = (more: readonly string[] = ['archive']): Filed =>
  filed([], { form: drawn, papers: ['identity', ...more] }).act(clerk, {
    type: 'acceptTolerantly',
    missing: ['sketch'],
    promise: reference('诺-1'),
  });
const cure = (one: Filed, material: string): Filed => one.act(applicant, { type: 'cure', papers: [paper(material)] });
const committed = (): Filed => {
  const one = filed(['commitment']).accept();
  return one.answer('consent', { lapsed: false });
};
const revoke = (one: Filed): Filed =>
  one.act(head(office), { type: 'revoke', permits: ['licence'], reasons: [{ text: '依据撤销' }] });
const late = '2027-05-30 00:00';

function offeredCase(answers: boolean): VirtualCase {
  const city = cityOf([offers, offered]);
  const parent = city.receive(offers, { at: '2027-03-24 10:00' });
  city.until('2027-03-24 11:00');
  const one = city.childOf(parent, 'one', offered);
  if (answers) one.answer('consent', { lapsed: false });
  else city.until(late);
  return one;
}

/** Each mode in each way that it may go, counted by hand. */
export const countedCases = (): readonly Counted[] => [
  ['no mode', decide(filed([]).accept()), {}],
  ['on the spot', filed(['onTheSpot'], { form: { ...bare, small: true } }).act(clerk, settle), { onTheSpot: 'used' }],
  ['accepted otherwise', filed(['onTheSpot'], { form: { ...bare, small: true } }).accept(), { onTheSpot: 'lapsed' }],
  ['granted by rules', filed(['instantAuto'], { form: { ...bare, small: true } }), { instantAuto: 'used' }],
  ['not granted by rules', filed(['instantAuto']), { instantAuto: 'lapsed' }],
  ['tolerated', tolerated(), { tolerant: 'used' }],
  ['tolerated, cured', cure(tolerated(), 'sketch'), { tolerant: 'cured' }],
  ['tolerated, never cured', tolerated().until(late), { tolerant: 'lapsed' }],
  ['tolerated, denied before the cure', decide(tolerated(), disagree('不符')), { tolerant: 'used' }],
  ['tolerated, withdrawn', tolerated().act(applicant, { type: 'withdraw' }), { tolerant: 'used' }],
  ['granted before the cure', decide(tolerated()), { tolerant: 'used', deferredSupplement: 'used' }],
  [
    'cured after it',
    cure(decide(tolerated()).at('2027-03-25 10:00'), 'sketch'),
    { tolerant: 'cured', deferredSupplement: 'cured' },
  ],
  ['not cured after it', decide(tolerated()).until(late), { tolerant: 'lapsed', deferredSupplement: 'lapsed' }],
  ['cured before it', decide(cure(tolerated(), 'sketch')), { tolerant: 'cured' }],
  ['put off', decide(filed([], { papers: [] }).accept()), { deferredSupplement: 'used' }],
  ['put off, denied', decide(filed([], { papers: [] }).accept(), disagree('不符')), {}],
  ['put off, came', cure(decide(filed([], { papers: [] }).accept()), 'archive'), { deferredSupplement: 'cured' }],
  ['put off, never came', decide(filed([], { papers: [] }).accept()).until(late), { deferredSupplement: 'lapsed' }],
  ['committed', committed(), { commitment: 'used' }],
  ['committed, found kept', committed().answer('verify', agree), { commitment: 'cured' }],
  ['kept, revoked for something else', revoke(committed().answer('verify', agree)), { commitment: 'cured' }],
  ['found broken', committed().answer('verify', disagree('不符')), { commitment: 'used' }],
  ['not put right', committed().answer('verify', disagree('不符')).until(late), { commitment: 'lapsed' }],
  ['put right', again(agree), { commitment: 'cured' }],
  ['still broken', again(disagree('仍不符')), { commitment: 'lapsed' }],
  ['taken back', filed(['commitment']).act(applicant, { type: 'withdrawCommitment' }), { commitment: 'withdrawn' }],
  ['one paper', filed(['singleId'], { form: drawn, papers: ['identity', 'archive'] }).accept(), { singleId: 'used' }],
  ['from elsewhere', filed(['crossRegion'], { by: { ...clerk, unit: 'else-hall' } }), { crossRegion: 'used' }],
  ['applied and enjoyed', filed(['applyAndEnjoy']), { applyAndEnjoy: 'used' }],
  ['assisted', filed(['assisted'], { by: { ...agent, onBehalfOf: applicant.person } }), { assisted: 'used' }],
  ['ahead', filed(['fastLane'], { creditGrade: 'A' }), { fastLane: 'used' }],
  ['a key project', filed(['fastLane'], { form: { ...bare, isKey: true } }), { fastLane: 'used' }],
  [
    'several at once',
    filed(['fastLane', 'commitment'], { creditGrade: 'A' }),
    { fastLane: 'used', commitment: 'used' },
  ],
  ['offered, consented', offeredCase(true), { noApplication: 'used' }],
  ['offered, declined', offeredCase(false), { noApplication: 'lapsed' }],
];

const settle = { type: 'settleOnTheSpot', receipt: reference('回-1') } as const;
const again = (answer: typeof agree | ReturnType<typeof disagree>): Filed =>
  committed()
    .answer('verify', disagree('不符'))
    .answer('fix', { lapsed: false })
    .answer('verify#2' as 'verify', answer);

/** The sums of these cases, counted by hand: offered, used, cured, lapsed. */
export const countedFigures: Readonly<Record<Mode, readonly [number, number, number, number]>> = {
  onTheSpot: [33, 2, 0, 1],
  instantAuto: [33, 2, 0, 1],
  tolerant: [33, 9, 3, 2],
  deferredSupplement: [33, 6, 2, 2],
  commitment: [33, 9, 3, 2],
  singleId: [33, 1, 0, 0],
  crossRegion: [33, 1, 0, 0],
  applyAndEnjoy: [33, 1, 0, 0],
  assisted: [33, 1, 0, 0],
  fastLane: [33, 3, 0, 0],
  noApplication: [2, 2, 0, 1],
};
