import { describe, expect, test } from 'vitest';
import type { Command } from '../../domain/case/command.ts';
import { agree, applicant, cityOf, disagree, head, local, officer, type VirtualCase } from '../../domain/testing.ts';
import { engine } from '../../domain/values.ts';
import { bundle, either, part } from './bundle.ts';

const city = () => cityOf([bundle, either, part]);
type City = ReturnType<typeof city>;
const childrenOf = (of: City, parent: VirtualCase, count: number) =>
  Array.from({ length: count }, (_, index) => of.childOf(parent, `part@${index + 1}`, part));
/** What a case answers to a letter of another one: the code of the refusal, or nothing where it is taken. */
function answerTo(one: VirtualCase, command: Command, from: VirtualCase, seq = 90): string | undefined {
  const cause = `${from.id}/${seq}/0`;
  try {
    one.apply({ by: engine, command, key: cause, cause }, one.now);
    return undefined;
  } catch (error) {
    return (error as { readonly refusal: { readonly code: string } }).refusal.code;
  }
}
const granted = { end: 'granted', permits: ['share'] };
const endOf = (child: VirtualCase, step: string, ending: object = granted): Command =>
  ({ type: 'endChild', step, case: child.id, ending }) as Command;
const stopOf = (parent: VirtualCase): Command => ({
  type: 'endWithParent',
  parent: parent.id,
  how: 'withdrawn',
  reasons: [],
});
/** What a letter that comes late is refused with; nobody is asked about it again. (P34) */
const late = ['case.ended', 'case.decided', 'step.answered', 'step.cancelled'];

describe('A parent', () => {
  test('whose children were all refused is decided by its own flow, once all have told', () => {
    const all = city();
    const parent = all.receive(bundle, { form: { parts: 3 } }).accept();
    const parts = childrenOf(all, parent, 3);
    for (const each of parts) each.accept().answer('review', disagree('不符'));
    expect(parent.view).toMatchObject({
      status: 'denied',
      reasons: [{ text: '3' }],
      children: { of: 3, opened: 3, ended: 3, drafts: 0 },
    });
    expect(parent.events.filter(({ type }) => type === 'childEnded')).toHaveLength(3);
    expect(all.refusedLetters).toEqual([]);
  });

  test('takes no ending that its flow does not know, and waits on', () => {
    const all = city();
    const parent = all.receive(bundle).accept();
    const [first] = childrenOf(all, parent, 2);
    const { length } = parent.events;
    for (const ending of [
      { end: 'settled', result: 'paid' },
      { end: 'granted', permits: ['nothing of it'] },
      { end: 'exploded' },
      {},
    ])
      expect(answerTo(parent, endOf(first!, 'part@1', ending), first!), JSON.stringify(ending)).toBe('step.invalid');
    expect(answerTo(parent, endOf(first!, 'part@2'), first!), 'the step of another child').toBe('child.foreign');
    expect(answerTo(parent, endOf(first!, 'part@9'), first!), 'no step of it').toBe('child.foreign');
    expect(parent.events).toHaveLength(length);
    first!.accept().answer('review', agree);
    expect(parent.view.children).toMatchObject({ ended: 1 });
  });

  test('takes the ending of a child once, whatever the child writes afterwards', () => {
    const all = city();
    const parent = all.receive(bundle).accept();
    const [first] = childrenOf(all, parent, 2);
    first!.accept().answer('review', agree);
    expect(late).toContain(answerTo(parent, endOf(first!, 'part@1', { end: 'withdrawn' }), first!));
    expect(parent.view.children).toMatchObject({ of: 2, ended: 1 });
  });

  test('that is terminated ends each open child for its reasons, and lets what is decided be', () => {
    const all = city();
    const parent = all.receive(bundle, { form: { parts: 3 } }).accept();
    const [first, second, third] = childrenOf(all, parent, 3);
    first!.accept().answer('review', agree);
    second!.accept();
    parent.act(head('market-regulation'), { type: 'terminate', reasons: [{ text: '不可抗力' }] });
    expect([first!.status, second!.status, third!.status]).toEqual(['granted', 'terminated', 'terminated']);
    expect(second!.view.reasons).toEqual([{ text: '不可抗力' }]);
    expect(parent.view.closed).toBe(true);
    expect(all.refusedLetters).toEqual([]);
    expect(parent.tryAct(head('market-regulation'), { type: 'terminate', reasons: [{ text: '再次' }] })?.code).toBe(
      'case.ended',
    );
  });
});

describe('A withdrawal at the instant of a decision of the child', () => {
  test('that comes first ends the child, and what the child decided is late', () => {
    const all = city();
    const parent = all.receive(bundle, { form: { parts: 1 }, at: '2027-03-24 10:00' }).accept();
    const [only] = childrenOf(all, parent, 1);
    only!.accept();
    parent.act(applicant, { type: 'withdraw' });
    expect([parent.status, only!.status]).toEqual(['withdrawn', 'withdrawn']);
    expect(only!.tryAct(officer('housing'), { type: 'answer', step: 'review', answer: agree })?.code).toBe(
      'case.ended',
    );
    expect(late).toContain(answerTo(parent, endOf(only!, 'part@1'), only!));
    expect(local(parent.now)).toBe('2027-03-24 10:00');
  });

  test('that comes second is a withdrawal of a decided case, and the deed of the child stays', () => {
    const all = city();
    const parent = all.receive(bundle, { form: { parts: 2 } }).accept();
    const [first] = childrenOf(all, parent, 2);
    first!.accept().answer('review', agree);
    parent.act(applicant, { type: 'withdraw' });
    expect([parent.status, first!.status]).toEqual(['withdrawn', 'granted']);
    expect(late).toContain(answerTo(first!, stopOf(parent), parent));
    expect(first!.status).toBe('granted');
  });

  test('that another branch of a race has made needless is told to nobody twice', () => {
    const all = city();
    const parent = all.receive(either).accept();
    const child = all.childOf(parent, 'part', part);
    child.accept();
    parent.answer('review', agree, officer('market-regulation'));
    expect([parent.status, child.status]).toEqual(['granted', 'withdrawn']);
    expect(late).toContain(answerTo(parent, endOf(child, 'part'), child));
    expect(parent.status).toBe('granted');
  });
});

describe('A child', () => {
  test('is ended by no other case than the one that opened it, and by no person', () => {
    const all = city();
    const parent = all.receive(bundle).accept();
    const other = all.receive(bundle).accept();
    const [first, sibling] = childrenOf(all, parent, 2);
    for (const foreign of [other, sibling!, first!])
      expect(answerTo(first!, stopOf(foreign), foreign)).toBe('child.foreign');
    expect(answerTo(first!, stopOf(parent), other), 'in the name of the parent').toBe('child.foreign');
    expect(answerTo(parent, stopOf(other), other), 'a case that nobody opened').toBe('child.foreign');
    expect(first!.tryAct(officer('housing'), stopOf(parent))?.code).toBe('actor.wrongRole');
    expect(first!.tryAct(engine, stopOf(parent)), 'no event of the parent wrote it').toMatchObject({
      code: 'child.foreign',
    });
    expect([first!.status, parent.status]).toEqual(['received', 'inReview']);
  });

  test('that its parent opened is of the version that the parent names, whatever is newer', () => {
    const newer = { ...part, version: 2, id: 'part.v2' } as unknown as typeof part;
    const all = cityOf([newer, bundle, part]);
    const parent = all.receive(bundle).accept();
    expect(parent.state!.children).toHaveLength(2);
    for (const each of childrenOf(all, parent, 2)) expect(each.view.procedure).toBe('part.v1');
  });
});
