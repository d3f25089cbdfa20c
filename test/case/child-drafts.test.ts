import { describe, expect, test } from 'vitest';
import { agent, agree, applicant, cityOf, head, officer, type VirtualCase } from '../../domain/testing.ts';
import type { Command } from '../../domain/case/command.ts';
import { explainClock } from '../../domain/case/explain/explain.ts';
import { historyOf } from '../../domain/case/explain/history.ts';
import { holderOf } from '../../domain/case/explain/holder.ts';
import { spansOf } from '../../domain/case/explain/spans.ts';
import { clockOf } from '../../domain/case/state.ts';
import { drafted, part } from './bundle.ts';

const city = () => cityOf([drafted, part]);
const began = (form: { readonly isReviewed?: boolean } = {}) => {
  const all = city();
  const parent = all.receive(drafted, { at: '2027-03-24 10:00', form: { isReviewed: false, ...form } }).accept();
  return { all, parent };
};
const types = (one: VirtualCase) => one.events.map(({ type }) => type);
const filing: Command = { type: 'fileChild', step: 'part', form: { nth: 1 }, papers: [], modes: [] };

/** (A19) */
describe('A child that opens as a draft', () => {
  test('is no case yet: its applicant is told, and asked to complete it by a day', () => {
    const { all, parent } = began();
    expect(all.cases).toHaveLength(1);
    expect(parent.view.children).toEqual({ of: 1, opened: 1, ended: 0, drafts: 1 });
    // Ten working days of the applicant, who has until 24:00; 5 April is a day off (清明).
    expect(parent.due('step:part')).toBe('2027-04-08 24:00');
    expect(parent.notices.filter(({ code }) => code === 'draftOpened')).toMatchObject([
      { to: parent.view.applicant, params: { step: '分项' } },
    ]);
  });

  test('is completed and filed by its applicant, and begins then, with what its parent hands on', () => {
    const { all, parent } = began();
    const child = all.at('2027-03-26 11:00').fileChild(parent, 'part', part, { form: { nth: 7 } });
    expect(child.view).toMatchObject({
      applicant: parent.view.applicant,
      status: 'received',
      form: { nth: 7 },
      parent: { case: parent.id, step: 'part', procedure: 'drafted.v1' },
    });
    expect(child.events[0]).toMatchObject({ type: 'received', cause: `${parent.id}/4/0` });
    expect(parent.view.children).toEqual({ of: 1, opened: 1, ended: 0, drafts: 0 });
    child.accept().answer('review', agree);
    expect(types(parent).slice(-3)).toEqual(['childFiled', 'childEnded', 'granted']);
    expect(all.refusedLetters).toEqual([]);
  });

  test('leaves the clocks of its parent still until it is filed; its own clock ends then', () => {
    const { all, parent } = began();
    expect(parent.clock('promise').state).toBe('paused');
    const child = all.at('2027-03-26 11:00').fileChild(parent, 'part', part);
    expect(parent.clock('promise').state).toBe('running');
    expect(parent.clock('step:part').state).toBe('stopped');
    // Ten working days from Wednesday 24 March end on 8 April; two were the applicant's (25 and 26 March).
    expect(parent.due('promise')).toBe('2027-04-12 17:30');
    expect(child.view.receivedAt).toBe(parent.events.at(-1)!.at);
  });

  test('counts for an office that works beside it', () => {
    const { parent } = began({ isReviewed: true });
    expect(parent.clock('promise').state).toBe('running');
    parent.answer('review', agree, officer('market-regulation'));
    expect(parent.clock('promise').state).toBe('paused');
  });

  test('that nobody files in time is withdrawn, and its parent goes on', () => {
    const { all, parent } = began();
    all.until('2027-04-09 09:00');
    expect(types(parent).slice(-2)).toEqual(['lapsed', 'denied']);
    expect(parent.view.children).toEqual({ of: 1, opened: 1, ended: 1, drafts: 0 });
    expect(all.cases).toHaveLength(1);
    expect(parent.tryAct(applicant, filing)).toMatchObject({ code: 'step.answered' });
  });

  test('that is filed in time and noticed late is in time', () => {
    const { all, parent } = began();
    all.until('2027-04-08 23:59');
    const child = all.fileChild(parent, 'part', part);
    expect(child.status).toBe('received');
    all.until('2027-04-09 09:00');
    expect(types(parent)).not.toContain('lapsed');
  });

  test('is dropped by its applicant, and is withdrawn for its parent', () => {
    const { parent } = began();
    parent.act(applicant, { type: 'dropChild', step: 'part' });
    expect(types(parent).slice(-2)).toEqual(['childDropped', 'denied']);
    expect(parent.view).toMatchObject({ children: { ended: 1, drafts: 0 }, reasons: [{ text: '分项未成' }] });
    expect(parent.tryAct(applicant, { type: 'dropChild', step: 'part' })).toMatchObject({ code: 'step.answered' });
  });

  test.each([
    ['withdrawn', (parent: VirtualCase) => parent.act(applicant, { type: 'withdraw' })],
    [
      'terminated',
      (parent: VirtualCase) =>
        parent.act(head('market-regulation'), { type: 'terminate', reasons: [{ text: '不可抗力' }] }),
    ],
  ])('is gone when its parent is %s, and nobody is written to', (status, end) => {
    const { all, parent } = began();
    end(parent);
    expect([parent.status, types(parent).at(-1)]).toEqual([status, 'childrenStopped']);
    expect(parent.entries.at(-1)?.letters).toMatchObject([{ draft: 'ends' }]);
    expect(parent.view).toMatchObject({ closed: true, children: { ended: 1, drafts: 0 } });
    expect(all.cases).toHaveLength(1);
  });

  test('once filed is withdrawn with its parent like any child', () => {
    const { all, parent } = began();
    const child = all.fileChild(parent, 'part', part);
    parent.act(applicant, { type: 'withdraw' });
    expect(child.status).toBe('withdrawn');
  });

  test('is filed by its applicant or their agent, once, complete, and by nobody else', () => {
    const { all, parent } = began();
    expect(parent.tryAct(officer('housing'), filing)).toMatchObject({ code: 'actor.wrongRole' });
    expect(parent.tryAct({ person: 'p-other', role: 'applicant' }, filing)).toMatchObject({
      code: 'actor.notTheApplicant',
    });
    expect(parent.tryAct(applicant, { ...filing, form: {} })).toMatchObject({ code: 'form.invalid' });
    expect(parent.tryAct(applicant, { ...filing, step: 'review' })).toMatchObject({ code: 'step.notOpen' });
    expect(parent.tryAct(applicant, { ...filing, modes: ['commitment'] })).toMatchObject({ code: 'mode.notOffered' });
    expect(parent.view.children).toMatchObject({ drafts: 1 });
    all.fileChild(parent, 'part', part, { by: { ...agent, onBehalfOf: parent.view.applicant } });
    expect(parent.tryAct(applicant, filing)).toMatchObject({ code: 'child.noDraft' });
    expect(parent.tryAct(applicant, { type: 'dropChild', step: 'part' })).toMatchObject({ code: 'child.noDraft' });
  });

  test('is the time of its applicant to every reader of the clocks', () => {
    const { parent } = began();
    const holder = (name: string) => holderOf(parent.state!, clockOf(parent.state!, name)!, parent.environment);
    expect([holder('promise'), holder('step:part')]).toMatchObject([{ kind: 'applicant' }, { kind: 'applicant' }]);
    const { at: accepted } = parent.events.find(({ type }) => type === 'accepted')!;
    const now = accepted + 2 * 86_400_000;
    const history = historyOf(parent.events, parent.environment);
    const { counted, applicant: theirs } = spansOf(history, parent.environment, now);
    expect([counted?.amount, theirs.periods]).toMatchObject([0, [{ from: accepted, to: now }]]);
    const explained = explainClock(history, 'promise', parent.environment, { now });
    expect(JSON.stringify(explained)).toContain('applicantStep');
  });
});
