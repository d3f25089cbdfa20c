import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  applicant as applicantStep,
  approval,
  child,
  procedure,
  required,
  workingDays,
} from '../../domain/procedure.ts';
import { callsOf } from '../../domain/case/capabilities/effects/calls.ts';
import { check } from '../../domain/procedure/procedure.ts';
import { agree, applicant, caseOf, cityOf, clerk, disagree, officer, paper, reference } from '../../domain/testing.ts';
import type { Command } from '../../domain/case/command.ts';
import type { Actor } from '../../domain/values.ts';
import { base } from '../procedure/support/granting.ts';
import { refusal } from './refusal.ts';
import { office, shop } from './shop.ts';
import { long } from '../support/tags.ts';

const day = workingDays(1);
const onTheSpot = reference('回-1');
const settle = { type: 'settleOnTheSpot', receipt: onTheSpot } as const;

const shopOf = (
  modes: readonly string[],
  more: Parameters<ReturnType<typeof caseOf<typeof shop>>['receive']>[0] = {},
) => caseOf(shop).receive({ at: '2027-03-24 10:00', modes, ...more });
const standing = (one: ReturnType<typeof shopOf>, mode: string) =>
  one.view.modeUse.find(each => each.mode === mode)?.standing;
const guard = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    const { refusal: found } = error as { refusal?: { code: string; params: { why?: string } } };
    return found?.params.why ?? found?.code;
  }
  return 'accepted';
};

test('the words of this procedure are carried out, and nothing is found by the check', long, () => {
  expect(check(shop)).toEqual([]);
});

describe('onTheSpot', () => {
  test('is accepted, decided by whoever receives, and handed over in one visit', () => {
    const one = shopOf(['onTheSpot']).at('2027-03-24 10:20').act(clerk, settle);
    expect(one.view).toMatchObject({ status: 'delivered', permits: [{ permit: 'licence', state: 'granted' }] });
    expect(one.events.map(({ type }) => type)).toEqual(['received', 'acceptedAtOnce', 'granted', 'delivered']);
    expect(one.events[2]?.actor).toEqual(clerk);
    expect(one.clock('promise')).toMatchObject({ verdict: 'met', elapsed: 0 });
    expect(standing(one, 'onTheSpot')).toBe('used');
  });

  test('is refused for what people examine, without papers, later, by others, and where nobody chose it', () => {
    expect(guard(() => shopOf(['onTheSpot'], { form: { small: false } }))).toBe('asksPeople');
    const incomplete = shopOf(['onTheSpot'], { papers: ['plan'] });
    expect(refusal(() => incomplete.act(clerk, settle))).toBe('acceptance.incomplete');
    expect(refusal(() => shopOf(['onTheSpot']).act(officer(office), settle))).toBe('actor.wrongRole');
    expect(refusal(() => shopOf(['onTheSpot']).at('2027-03-25 10:00').act(clerk, settle))).toBe('case.notSameDay');
    expect(refusal(() => shopOf([]).act(clerk, settle))).toBe('mode.notChosen');
    expect(refusal(() => shopOf(['onTheSpot']).act(clerk, settle).act(clerk, settle))).toBe('case.wrongState');
  });

  test('lapses when the case is accepted otherwise, by the window or by silence: people decide', () => {
    const accepted = shopOf(['onTheSpot']).accept();
    expect(accepted.openSteps).toEqual(['look']);
    expect(standing(accepted, 'onTheSpot')).toBe('lapsed');
    const deemed = shopOf(['onTheSpot']).until('2027-04-05 00:00');
    expect(deemed.view).toMatchObject({ status: 'inReview', acceptance: 'deemed' });
    expect(deemed.openSteps).toEqual(['look']);
    expect(accepted.answer('look', agree).view.status).toBe('granted');
  });
});

describe('commitment', () => {
  test('needs the signed letter, a form that is not excluded, and credit that is not the last grade', () => {
    const committed = (more: Parameters<typeof shopOf>[1]) => () => shopOf(['commitment'], more);
    expect(guard(committed({ commitmentLetter: 'none' }))).toBe('unsigned');
    expect(guard(committed({ form: { storesChemicals: true } }))).toBe('excluded');
    expect(guard(committed({ creditGrade: 'D' }))).toBe('creditGrade');
    expect(guard(committed({ creditGrade: 'C' }))).toBe('accepted');
    expect(guard(() => shopOf([], { commitmentLetter: reference('诺-9') }))).toBe('notDeclared');
  });

  test('keeps the letter among the documents; its check cures it, what is not put right lapses it', () => {
    const one = shopOf(['commitment']).accept();
    expect(one.view).toMatchObject({ status: 'granted' });
    expect(one.view.documents.map(({ kind }) => kind)).toContain('commitmentLetter');
    expect(standing(one, 'commitment')).toBe('used');
    const failed = shopOf(['commitment']).accept().answer('verify', disagree('不符'));
    failed.until('2027-04-30 00:00');
    expect(standing(failed, 'commitment')).toBe('lapsed');
    one.answer('verify', agree);
    expect(standing(one, 'commitment')).toBe('cured');
  });
});

describe('tolerant', () => {
  const acceptance: Command = { type: 'acceptTolerantly', missing: ['sketch'], promise: reference('诺-1') };
  const tolerated = (more: Parameters<typeof shopOf>[1] = {}) =>
    shopOf([], { papers: ['plan'], ...more }).act(clerk, acceptance);

  test('is not open to the last credit grade, and is chosen by nobody', () => {
    expect(guard(() => tolerated({ creditGrade: 'D' }))).toBe('creditGrade');
    expect(guard(() => shopOf(['tolerant']))).toBe('notChosen');
  });

  test('is offered, used, and cured or lapsed', () => {
    expect(standing(shopOf([]), 'tolerant')).toBe('offered');
    const one = tolerated();
    expect(standing(one, 'tolerant')).toBe('used');
    one.act(applicant, { type: 'cure', papers: [paper('sketch')] });
    expect(standing(one, 'tolerant')).toBe('cured');
    const lapsed = tolerated().until('2027-04-30 00:00');
    expect(lapsed.view.status).toBe('deemedWithdrawn');
    expect(standing(lapsed, 'tolerant')).toBe('lapsed');
  });
});

test('fastLane is for credit grade A and for key projects, and puts the steps of the case ahead', () => {
  expect(guard(() => shopOf(['fastLane'], { creditGrade: 'B' }))).toBe('noPriority');
  const best = shopOf(['fastLane'], { creditGrade: 'A' }).accept();
  const key = shopOf(['fastLane'], { form: { keyProject: true } }).accept();
  const other = shopOf([]).accept();
  expect([best, key, other].map(one => one.view.steps[0]?.priority)).toEqual([true, true, undefined]);
  expect(best.clock('promise')?.due).toBe(other.clock('promise')?.due);
});

test('several modes at once hold side by side, each by its own guard', () => {
  const agent: Actor = { person: 'p-agent', role: 'agent', onBehalfOf: applicant.person };
  const one = shopOf(['commitment', 'fastLane', 'assisted'], { creditGrade: 'A', papers: ['plan'], by: agent });
  one.act(clerk, { type: 'acceptTolerantly', missing: ['sketch'], promise: reference('诺-1') });
  expect(one.view.modeUse).toEqual([
    { mode: 'onTheSpot', standing: 'offered' },
    { mode: 'tolerant', standing: 'used' },
    { mode: 'assisted', standing: 'used' },
    { mode: 'fastLane', standing: 'used' },
    { mode: 'commitment', standing: 'used' },
  ]);
});

/** A subsidy: rules decide where they can; consent is asked, or given by applying. */
const subsidy = procedure({
  name: 'subsidy',
  kind: 'payment',
  version: 1,
  title: '试验',
  lead: office,
  form: z.object({ matched: z.boolean() }),
  example: { matched: true },
  materials: { registration: required('登记信息', { source: '企业库' }) },
  modes: {
    instantAuto: {},
    crossRegion: {},
    noApplication: { consent: 'consent' },
    applyAndEnjoy: { consent: 'consent' },
  },
  limits: { statutory: 'none', promised: workingDays(5) },
  steps: {
    consent: applicantStep('确认', { within: workingDays(5) }),
    look: approval('审查', { by: office, within: day }),
  },
  permits: { grant: '补贴' },
  *run({ form, modes, steps, grant, deny }) {
    if (modes.instantAuto && form.matched) return grant('grant');
    const consent = yield* steps.consent();
    if (consent.lapsed) return deny([{ text: '未确认' }]);
    const answer = yield* steps.look();
    return answer.answer === 'disagree' ? deny(answer.reasons) : grant('grant');
  },
});
const subsidyOf = (
  modes: readonly string[],
  more: Parameters<ReturnType<typeof caseOf<typeof subsidy>>['receive']>[0] = {},
) => caseOf(subsidy).receive({ at: '2027-03-24 10:00', modes, ...more });

test('nothing is found in the subsidy by the check', () => {
  expect(check(subsidy)).toEqual([]);
});

test('instantAuto is granted by the engine as it comes in; what the rules do not grant goes to people', () => {
  const one = subsidyOf(['instantAuto']);
  expect(one.view).toMatchObject({ status: 'granted', permits: [{ state: 'granted' }] });
  expect(one.events.map(({ type, actor }) => [type, actor.role])).toEqual([
    ['received', 'applicant'],
    ['acceptedAtOnce', 'engine'],
    ['granted', 'engine'],
  ]);
  const other = subsidyOf(['instantAuto'], { form: { matched: false } });
  expect(other.view).toMatchObject({ status: 'received' });
  expect(other.view.modeUse[0]).toEqual({ mode: 'instantAuto', standing: 'lapsed' });
  expect(other.accept().openSteps).toEqual(['consent']);
});

test('applyAndEnjoy is accepted as it comes in, and the application is the consent', () => {
  const one = subsidyOf(['applyAndEnjoy']);
  expect(one.view).toMatchObject({ status: 'inReview', acceptance: 'accepted' });
  expect(one.openSteps).toEqual(['look']);
  expect(subsidyOf([]).accept().openSteps).toEqual(['consent']);
});

test('noApplication is opened by another case alone, accepted at once, and waits for the consent', () => {
  expect(guard(() => subsidyOf(['noApplication']))).toBe('byEngine');
  expect(guard(() => subsidyOf(['noApplication'], { by: clerk }))).toBe('byEngine');
  const round = procedure({
    name: 'round',
    version: 1,
    title: '试验',
    lead: office,
    form: z.object({}),
    example: {},
    intake: { by: 'order', from: ['office'] },
    steps: { one: child(subsidy, { opens: 'received' }) },
    results: { done: '完成' },
    *run({ steps, settle }) {
      yield* steps.one({ form: { matched: true } });
      return settle('done');
    },
  });
  const city = cityOf([round, subsidy]);
  const parent = city.receive(round, { at: '2027-03-24 10:00' });
  city.until('2027-03-24 11:00');
  const opened = city.childOf(parent, 'one', subsidy);
  expect(opened.view).toMatchObject({ status: 'inReview', modes: ['noApplication'] });
  expect(opened.openSteps).toEqual(['consent']);
  city.until('2027-04-30 00:00');
  expect(opened.view.modeUse.find(({ mode }) => mode === 'noApplication')?.standing).toBe('lapsed');
});

test('singleId asks for the identity paper alone: the sources are asked for everything else', () => {
  const single = procedure({
    name: 'single',
    version: 1,
    title: '试验',
    lead: office,
    form: z.object({}),
    example: {},
    materials: {
      identity: required('身份证'),
      address: required('住所证明'),
      licence: required('执照', { source: '库' }),
    },
    modes: { singleId: { identity: 'identity', from: { address: '住房库' } } },
    limits: { promised: workingDays(5) },
    steps: { look: approval('审查', { by: office, within: day }) },
    permits: { permit: '许可证' },
    *run({ steps, grant }) {
      yield* steps.look();
      return grant('permit');
    },
  });
  expect(check(single)).toEqual([]);
  const filed = (modes: readonly string[], ...papers: readonly string[]) => caseOf(single).receive({ modes, papers });
  expect(refusal(() => filed([], 'identity').accept())).toBe('acceptance.incomplete');
  const one = filed(['singleId'], 'identity');
  const defects = [{ item: 'address', defect: '缺少' }];
  expect(refusal(() => one.act(clerk, { type: 'giveNotice', defects }))).toBe('notice.shared');
  expect(one.accept().view.status).toBe('inReview');
  expect(callsOf(undefined, one.state!, one.environment).map(({ calls, of }) => [of, calls])).toEqual([
    ['address', '住房库'],
    ['licence', '库'],
  ]);
  expect(refusal(() => filed(['singleId']).accept())).toBe('acceptance.incomplete');
  const of = (singleId: { identity: string; from: Record<string, string> }) => () =>
    procedure({ ...base, materials: single.materials as never, modes: { singleId } as never, steps: single.steps });
  for (const [wrong, place] of [
    [{ identity: 'address', from: {} }, 'from'],
    [{ identity: 'licence', from: { address: '住房库' } }, 'identity'],
    [{ identity: 'identity', from: { address: '住房库', menu: '库' } }, 'from'],
  ] as const)
    expect(of(wrong)).toThrow(`modes.singleId.${place}`);
});

test('crossRegion is received by the window of another place, from whose receipt the time runs', () => {
  const away: Actor = { person: 'p-away', role: 'window-clerk', unit: 'other-window' };
  const filed = (modes: readonly string[], by: Actor) => () => subsidyOf(modes, { by });
  expect(guard(filed([], away))).toBe('actor.wrongUnit');
  expect(guard(filed(['crossRegion'], clerk))).toBe('samePlace');
  expect(guard(filed(['crossRegion'], applicant))).toBe('samePlace');
  const one = subsidyOf(['crossRegion'], { by: away });
  expect(one.view).toMatchObject({ receivedFor: 'other-window', receivedAt: one.events[0]?.at });
  expect(refusal(() => one.act(away, { type: 'accept' }))).toBe('actor.wrongUnit');
  expect(one.accept().view.status).toBe('inReview');
});

describe('a definition does not load where its flow or its materials cannot do what the mode promises:', () => {
  const consent = applicantStep('确认', { within: workingDays(5) });
  const asking = (modes: object, materials: object = {}) => {
    const definition = procedure({
      name: 'asking',
      version: 1,
      title: '试验',
      lead: office,
      form: z.object({}),
      example: {},
      materials: materials as {},
      modes: modes as {},
      steps: { look: approval('审查', { by: office, within: day }), consent },
      permits: { licence: '许可证' },
      *run({ steps, grant }) {
        yield* steps.look();
        yield* steps.consent();
        return grant('licence');
      },
    });
    return check(definition).map(({ rule, at }) => `${rule} ${at}`);
  };
  const paperOf = { plan: required('图纸') };

  test.each<[string, object, object, string]>([
    ['onTheSpot', { onTheSpot: {} }, {}, 'mode modes.onTheSpot'],
    ['instantAuto', { instantAuto: {} }, {}, 'mode modes.instantAuto'],
    ['noApplication', { noApplication: { consent: 'look' } }, {}, 'mode modes.noApplication.consent'],
    ['instantAuto with papers', { instantAuto: {} }, paperOf, 'mode modes.instantAuto'],
    ['noApplication with papers', { noApplication: { consent: 'consent' } }, paperOf, 'mode modes.noApplication'],
    ['applyAndEnjoy with papers', { applyAndEnjoy: { consent: 'consent' } }, paperOf, 'mode modes.applyAndEnjoy'],
  ])('%s', (_, modes, materials, expected) => {
    const found = (): readonly string[] => {
      try {
        return asking(modes, materials);
      } catch (error) {
        return [(error as Error).message.includes(expected.split(' ')[1]!) ? expected : String(error)];
      }
    };
    expect(found()).toContain(expected);
  });
});
