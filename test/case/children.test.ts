import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  all as joinAll,
  approval,
  child,
  procedure,
  reasonsAgainst,
  required,
  workingDays,
} from '../../domain/procedure.ts';
import {
  agree,
  applicant,
  cityOf,
  clerk,
  disagree,
  head,
  local,
  officer,
  paper,
  type VirtualCase,
} from '../../domain/testing.ts';
import type { Command } from '../../domain/case/command.ts';
import { engine } from '../../domain/values.ts';
import { bundle, either, part } from './bundle.ts';

const city = () => cityOf([bundle, either, part]);
const types = (one: VirtualCase) => one.events.map(({ type }) => type);
/** The parts of a bundle, accepted and answered. */
const partsOf = (of: ReturnType<typeof city>, parent: VirtualCase, count: number) =>
  Array.from({ length: count }, (_, index) => of.childOf(parent, `part@${index + 1}`, part));

const declared = (name: string, plan: { readonly instead?: string }) =>
  ({
    name,
    version: 1,
    title: '分项',
    lead: 'housing',
    form: z.object({}),
    example: {},
    materials: { plan: required('方案', plan) },
    permits: { share: '分项许可' },
  }) as const;
/** A part that asks for a plan, in the place of which something else may stand. */
const planned = (name: string, plan: { readonly instead?: string }) =>
  procedure({
    ...declared(name, plan),
    steps: { review: approval('审查', { by: 'housing', within: workingDays(2) }) },
    *run({ steps, grant, deny }) {
      const against = reasonsAgainst(yield* steps.review());
      return against ? deny(against) : grant('share');
    },
  });

describe('A child that is received at once', () => {
  test('is a case of its own for the same applicant, linked both ways', () => {
    const all = city();
    const parent = all.receive(bundle).accept();
    const [first, second] = partsOf(all, parent, 2);
    expect(first!.view).toMatchObject({
      applicant: parent.view.applicant,
      form: { nth: 1 },
      status: 'received',
      parent: { case: parent.id, step: 'part@1', procedure: 'bundle.v1' },
    });
    expect(second!.view.form).toEqual({ nth: 2 });
    expect(parent.view.children).toEqual({ of: 2, opened: 2, ended: 0, drafts: 0 });
    expect(parent.openSteps).toEqual(['part@1', 'part@2']);
  });

  test('stands by the pins of its parent: its roles stand for the units of then', () => {
    const all = city();
    const units = { 'market-regulation': 'market-north', housing: 'housing-north' };
    const administrator = { person: 'p-administrator', role: 'administrator' } as const;
    const parent = all.receive(bundle).act(administrator, { type: 'repin', directory: 7, units, reason: '机构改革' });
    parent.accept();
    const [first] = partsOf(all, parent, 1);
    expect(first!.view).toMatchObject({ lead: 'housing-north', directory: 7 });
    first!.accept();
    expect(first!.view.steps).toMatchObject([{ step: 'review', unit: 'housing-north' }]);
    expect(first!.events[0]).toMatchObject({ type: 'received', data: { units, directory: 7 } });
  });

  test('gets no paper that stands in the place of another, where it takes none in that place', () => {
    const [strict, lenient] = [planned('strict', {}), planned('lenient', { instead: '承诺书' })];
    const whole = procedure({
      ...declared('whole', { instead: '承诺书' }),
      steps: { strict: child(strict, { opens: 'received' }), lenient: child(lenient, { opens: 'received' }) },
      *run({ steps, grant }) {
        yield* joinAll({ strict: steps.strict({ form: {} }), lenient: steps.lenient({ form: {} }) });
        return grant('share');
      },
    });
    const all = cityOf([whole, strict, lenient]);
    const parent = all.receive(whole, { papers: [{ ...paper('plan'), instead: true }] }).accept();
    expect(all.refusedLetters).toEqual([]);
    expect(all.childOf(parent, 'strict', strict).view.papers).toEqual([]);
    expect(all.childOf(parent, 'lenient', lenient).view.papers).toMatchObject([{ material: 'plan', instead: true }]);
  });

  test('gives its typed ending to the flow of its parent, which is then decided', () => {
    const all = city();
    const parent = all.receive(bundle).accept();
    const [first, second] = partsOf(all, parent, 2);
    first!.accept().answer('review', agree);
    expect(parent.lastEvents).toMatchObject([
      { type: 'childEnded', data: { step: 'part@1', case: first!.id, ending: { end: 'granted', permits: ['share'] } } },
    ]);
    expect(parent.view.children).toEqual({ of: 2, opened: 2, ended: 1, drafts: 0 });
    second!.accept().answer('review', disagree('不符'));
    expect(parent.lastEvents.map(({ type }) => type)).toEqual(['childEnded', 'denied']);
    expect(all.refusedLetters).toEqual([]);
  });

  test('tells its parent under which conditions it was granted', () => {
    const all = city();
    const parent = all.receive(bundle).accept();
    const [first] = partsOf(all, parent, 2);
    const conditions = [{ text: '限期公示' }] as const;
    first!.accept().answer('review', { answer: 'agreeWithConditions', conditions });
    expect(parent.lastEvents).toMatchObject([
      { data: { ending: { permits: ['share'], conditions: { share: conditions } } } },
    ]);
  });

  test('that is withdrawn, or not accepted, says so to its parent', () => {
    const all = city();
    const parent = all.receive(bundle).accept();
    const [first, second] = partsOf(all, parent, 2);
    first!.act(applicant, { type: 'withdraw' });
    expect(parent.lastEvents).toMatchObject([{ type: 'childEnded', data: { ending: { end: 'withdrawn' } } }]);
    second!.act(clerk, { type: 'notRequired', reason: { text: '无需许可' } });
    expect(parent.lastEvents).toMatchObject([
      { data: { ending: { end: 'terminated', reasons: [{ text: '无需许可' }] } } },
      { type: 'denied' },
    ]);
  });

  test('is withdrawn with its parent; what was decided before stays', () => {
    const all = city();
    const parent = all.receive(bundle).accept();
    const [first, second] = partsOf(all, parent, 2);
    first!.accept().answer('review', agree);
    parent.at('+1 working day').act(applicant, { type: 'withdraw' });
    expect(types(parent).slice(-2)).toEqual(['withdrawn', 'childrenStopped']);
    expect(first!.status).toBe('granted');
    expect([second!.status, second!.lastEvents[0]!.cause]).toEqual(['withdrawn', `${parent.id}/6/0`]);
    expect(types(parent).at(-1), 'whoever stopped a child is told nothing').toBe('childrenStopped');
    expect(parent.view.closed).toBe(true);
  });

  test('is terminated with its parent, for the same reasons', () => {
    const all = city();
    const parent = all.receive(bundle).accept();
    parent.act(head('market-regulation'), { type: 'terminate', reasons: [{ text: '不可抗力' }] });
    expect(partsOf(all, parent, 2).map(({ view }) => [view.status, view.reasons])).toEqual([
      ['terminated', [{ text: '不可抗力' }]],
      ['terminated', [{ text: '不可抗力' }]],
    ]);
  });

  test('is withdrawn when another branch of a race comes first', () => {
    const all = city();
    const parent = all.receive(either).accept();
    const child = all.childOf(parent, 'part', part);
    parent.answer('review', agree, officer('market-regulation'));
    expect([parent.status, child.status]).toEqual(['granted', 'withdrawn']);
  });

  test('cannot be ended by a person, nor by another case than the one that was opened', () => {
    const all = city();
    const parent = all.receive(bundle).accept();
    const other = all.receive(bundle).accept();
    const [mine] = partsOf(all, parent, 1);
    const ending = { end: 'granted', permits: ['share'] };
    expect(
      parent.tryAct(officer('market-regulation'), { type: 'answer', step: 'part@1', answer: ending }),
    ).toMatchObject({
      code: 'step.notForPeople',
    });
    const command = { type: 'endChild', step: 'part@1', case: mine!.id, ending } as const;
    expect(parent.tryAct(officer('market-regulation'), command)).toMatchObject({ code: 'actor.wrongRole' });
    expect(parent.tryAct(engine, command), 'no event of the child wrote it').toMatchObject({ code: 'child.foreign' });
    const cause = `${mine!.id}/9/0`;
    expect(() => other.apply({ by: engine, command, key: cause, cause }, other.now)).toThrow(
      expect.objectContaining({ refusal: expect.objectContaining({ code: 'child.foreign' }) }),
    );
    expect(parent.view.children).toEqual({ of: 2, opened: 2, ended: 0, drafts: 0 });
  });

  test('that its applicant corrects leaves the clocks of its parent still, until an office holds one again', () => {
    const all = city();
    const parent = all.receive(bundle, { at: '2027-03-24 10:00' }).accept();
    const [first, second] = partsOf(all, parent, 2);
    const notice: Command = { type: 'giveNotice', defects: [{ item: 'nth', defect: '不符' }] };
    first!.at('2027-03-24 11:00').act(clerk, notice);
    expect(parent.clock('promise').state, 'the other one is with the office').toBe('running');
    second!.act(clerk, notice);
    expect(parent.clock('promise').state).toBe('paused');
    first!.at('2027-03-29 10:00').act(applicant, { type: 'supply', papers: [], form: { nth: 1 } });
    expect(parent.clock('promise').state).toBe('running');
    // The promise of ten working days from Wednesday 24 March ends on 8 April, as 5 April is a day off (清明); the
    // three working days that the pause took (25 and 26 March, and the 29th on which it ended) come on top.
    expect(parent.due('promise')).toBe('2027-04-13 17:30');
  });
});

test('A batch is opened, and stopped, twenty cases a second', () => {
  const all = city();
  const parent = all.receive(bundle, { form: { parts: 50 }, at: '2027-03-24 10:00' }).accept();
  expect(parent.view.children).toEqual({ of: 50, opened: 20, ended: 0, drafts: 0 });
  all.until('2027-03-24 10:01');
  const opened = parent.events.filter(({ type }) => type === 'childrenOpened');
  expect(opened.map(({ at }) => at - opened[0]!.at)).toEqual([0, 1_000, 2_000]);
  expect(parent.view.children).toEqual({ of: 50, opened: 50, ended: 0, drafts: 0 });
  parent.act(applicant, { type: 'withdraw' });
  expect(parent.view.closed, 'somebody is still to be told').toBe(false);
  all.until('2027-03-24 10:02');
  expect(parent.view).toMatchObject({ closed: true, children: { of: 50, opened: 50, ended: 50, drafts: 0 } });
  expect(partsOf(all, parent, 50).every(({ status }) => status === 'withdrawn')).toBe(true);
  expect(local(parent.events.at(-1)!.at)).toBe('2027-03-24 10:01');
});
