import type { Action } from '../../../domain/case/actions.ts';
import type { Asking } from '../../../domain/case/capability.ts';
import type { PeoplesCommand } from '../../../domain/case/capabilities/index.ts';
import { itemsFound } from '../../../domain/case/capabilities/completeness/checks.ts';
import { whenItMayMeet } from '../../../domain/case/capabilities/conference/guard.ts';
import { mayBeNamed } from '../../../domain/case/capabilities/correction/nameable.ts';
import { listedFor } from '../../../domain/case/capabilities/special/guard.ts';
import { fieldsOf } from '../../../domain/case/form.ts';
import { lacking } from '../../../domain/case/papers.ts';
import { clockOf, stepOf, type CaseState } from '../../../domain/case/state.ts';
import { levels } from '../../../domain/case/vocabulary.ts';
import type { Limit } from '../../../domain/clock/limit.ts';
import { samplesOf } from '../../../domain/procedure/check/walk/sample.ts';
import { paper, reference } from '../../../domain/testing.ts';
import type { Json } from '../../../domain/values.ts';

type Act = PeoplesCommand['type'];
type Input<T extends Act> = Omit<Extract<PeoplesCommand, { readonly type: T }>, 'type'>;
type Inputs = { readonly [T in Act]: (asking: Asking, about: Action['about']) => readonly Input<T>[] };

const reason = { text: '理由' };
const reasons = [reason];
const notice = reference('文-新');
const only = () => [{}];
const withReason = () => [{ reason }];
const stepIn = ({ state }: Asking, about: Action['about']) => stepOf(state, about.step!);
const granted = (state: CaseState) => state.permits.flatMap(each => (each.state === 'granted' ? [each.permit] : []));

/** The least extension of a limit. */
function leastOf(limit: Limit | undefined): Limit {
  if (limit === undefined || limit.unit === 'DATE') return { unit: 'WD', n: 1 };
  if (limit.unit !== 'EARLIER_OF') return { unit: limit.unit, n: 1 };
  const [first, second] = limit.of;
  return { unit: 'EARLIER_OF', of: [leastOf(first) as typeof first, leastOf(second) as typeof second] };
}

/** What a notice has to name, else something that it may name. */
function defectsOf(asking: Asking): Input<'giveNotice'>[] {
  const { state, environment } = asking;
  const { required, tolerable } = lacking(state, asking);
  const must = [...new Set([...required, ...itemsFound(state)])].filter(item => mayBeNamed(state, item));
  const all = [...tolerable, ...Object.keys(environment.procedure.materials), ...fieldsOf(environment.procedure)];
  const others = all.filter(item => mayBeNamed(state, item)).map(item => [item]);
  return (must.length > 0 ? [must] : others).map(items => ({
    defects: items.map(item => ({ item, defect: '不清' })),
  }));
}

function suppliesOf({ state, environment }: Asking): Input<'supply'>[] {
  const items = state.defects.map(({ item }) => item);
  const materials = items.filter(item => Object.hasOwn(environment.procedure.materials, item));
  const form = materials.length < items.length ? { form: state.form } : {};
  return [{ papers: [...new Set(materials)].map(paper), ...form }];
}

function answersOf(asking: Asking, about: Action['about']): Input<'answer'>[] {
  const step = stepIn(asking, about);
  const definition = step && asking.environment.procedure.steps[step.step]!;
  if (!step || !definition) return [{ step: about.step!, answer: null }];
  const samples = samplesOf(
    (step.seat ?? step.objection) ? (definition.partAnswer ?? definition.outcome) : definition.outcome,
  );
  const there = new Set(asking.state.papers.map(({ material }) => material));
  const papers = (definition.gives ?? []).filter(material => !there.has(material)).map(paper);
  return samples.flatMap(answer => [
    { step: step.id, answer: answer as Json, papers },
    { step: step.id, answer: answer as Json },
  ]);
}

/** Inputs of which one is taken where the act is possible; an act that is added without any does not compile. */
const inputs: Inputs = {
  notRequired: withReason,
  refuseAcceptance: () => [{ reason, rightOrgan: '市局' }],
  accept: only,
  checkCompleteness: () => [{ defects: [] }],
  giveNotice: defectsOf,
  supply: suppliesOf,
  settleOnTheSpot: () => [{ receipt: notice }],
  withdrawCommitment: only,
  acceptTolerantly: asking => {
    const { tolerable } = lacking(asking.state, asking);
    return [{ missing: tolerable.length > 0 ? [...tolerable] : ['plan'], promise: notice }];
  },
  cure: ({ state }) => [{ papers: (state.missing.length > 0 ? [...state.missing] : ['plan']).map(paper) }],
  claim: (_asking, { step }) => [{ step: step! }],
  unclaim: (_asking, { step }) => [{ step: step! }],
  answer: answersOf,
  reassign: (_asking, { step }) => ['archives', 'tobacco', 'else-1'].map(to => ({ step: step!, to, reason })),
  convene: (asking, about) => {
    const step = stepIn(asking, about);
    const isChair = step && asking.environment.procedure.steps[step.step]!.notice !== undefined;
    const meets = isChair ? whenItMayMeet(asking, step).earliest : asking.asked.askedAt;
    return [{ step: about.step!, meets, place: '会议室' }];
  },
  recordMinutes: (_asking, { step }) => [{ step: step!, minutes: '纪要', present: [] }],
  object: (_asking, { step }) => [
    { step: step!, reason },
    { step: step!, reason, concerns: { about: 'a' } },
    { step: step!, reason, concerns: { about: 'b' } },
  ],
  replyToObjection: (_asking, { step }) => [{ step: step!, reason }],
  rate: () => [{ grade: 'good' }],
  urge: withReason,
  answerUrging: () => [{ answer: '明日' }],
  noteAppeal: () => [{ ground: 'review', notice, body: '市司法局' }],
  confirm: (asking, about) => [{ step: about.step!, proposal: stepIn(asking, about)?.proposal?.seq ?? 1 }],
  refuseProposal: (asking, about) => [
    { step: about.step!, proposal: stepIn(asking, about)?.proposal?.seq ?? 1, reason },
  ],
  startSpecial: (asking, about) => {
    const step = stepIn(asking, about);
    const listed = step ? listedFor(asking, step) : [];
    return (listed.length > 0 ? listed : ['inspection']).map(special => ({
      step: about.step!,
      special,
      takes: { unit: 'WD', n: 1 },
      notice,
    }));
  },
  endSpecial: (_asking, { step }) => [{ step: step!, result: '合格' }],
  extend: ({ state, environment }, { clock, material }) => {
    const name = material === undefined ? clock! : `${clock}:${material}`;
    const of = environment.procedure.limits.extension?.atMost;
    const limit = clock === 'promise' || clock === 'statutory' ? of : clockOf(state, name)?.limit;
    const named = { clock: clock as 'promise', ...(material !== undefined && { material }) };
    return [{ ...named, by: leastOf(limit), reason }];
  },
  annul: (_asking, { event }) => [{ event: event!, reason }],
  suspend: () => [{ ground: 'forceMajeure', reason, notice }],
  resume: withReason,
  withdraw: only,
  fileChild: (_asking, { step }) =>
    [{ kind: 'a' }, { kind: 'b' }, {}].map(form => ({ step: step!, form, papers: ['plan'].map(paper), modes: [] })),
  dropChild: (_asking, { step }) => [{ step: step! }],
  revoke: ({ state }) => [{ permits: [granted(state)[0] ?? 'licence'], reasons }],
  continuePermit: ({ state }, { permit }) => [
    { permit: permit!, why: 'correction' },
    { permit: permit!, why: 'change', form: state.form },
  ],
  cancelPermits: ({ state }) => [{ permits: [granted(state)[0] ?? 'licence'], ground: 'byHolder', reasons }],
  terminate: () => [{ reasons }],
  deliver: () => [{ how: 'window', receipt: notice }],
  publish: () => [{ where: '信用网站' }],
  startInstrument: (_asking, { clock }) => levels.map(level => ({ level, clock: clock!, reason })),
  signInstrument: (_asking, { instrument }) => [{ instrument: instrument! }],
  replyToInstrument: (_asking, { instrument }) => [{ instrument: instrument!, reply: '已办' }],
  closeInstrument: (_asking, { instrument }) => [{ instrument: instrument!, conclusion: '已改' }],
  decideAnew: () => [{ ground: 'review', ruling: notice, reasons }],
};

/** The commands that ask for an action. */
export const commandsFor = (asking: Asking, { act, about }: Action): readonly PeoplesCommand[] =>
  inputs[act](asking, about).map(input => ({ ...input, type: act }) as PeoplesCommand);
