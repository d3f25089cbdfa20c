import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { approval, procedure, required, workingDays } from '../../domain/procedure.ts';
import type { ItemKind } from '../../domain/procedure/language/item.ts';
import { documentTitle } from '../../domain/words/zh-CN/items.ts';
import { agree, caseOf, clerk, disagree, officer, reference } from '../../domain/testing.ts';
import { toldOf } from '../support/told.ts';
import { refusal } from './refusal.ts';

const lead = 'market-regulation';
const item = (kind?: ItemKind, policies: Parameters<typeof procedure>[0]['policies'] = {}) =>
  procedure({
    name: 'item',
    version: 1,
    title: '试验',
    lead,
    ...(kind && { kind }),
    form: z.object({}),
    example: {},
    materials: { plan: required('材料') },
    policies: policies as {},
    steps: { look: approval('审核', { by: lead, within: workingDays(1) }) },
    permits: { result: '结果' },
    *run({ steps, grant, deny }) {
      const answer = yield* steps.look();
      return answer.answer === 'disagree' ? deny(answer.reasons) : grant('result');
    },
  });
const decided = (kind?: ItemKind, answer: typeof agree | ReturnType<typeof disagree> = agree) =>
  caseOf(item(kind)).receive({ at: '2027-03-24 10:00' }).accept().answer('look', answer);
const told = (one: ReturnType<typeof decided>): string => {
  const event = one.events.findLast(({ type }) => type === 'granted' || type === 'denied')!;
  return toldOf(event, one.state!, one.environment)
    .map(({ text }) => text)
    .join('');
};
/** The codes of the bases that its events cite. */
const basesOf = (one: ReturnType<typeof decided>): readonly string[] =>
  one.events.flatMap(({ basis }) => (basis && 'code' in basis ? [basis.code] : []));
const papersOf = (one: ReturnType<typeof decided>): readonly string[] =>
  one.view.documents.map(({ kind }) => documentTitle(kind, one.environment.procedure.kind));

test('an item is a licence where permits are applied for, a service where there are results alone', () => {
  expect(item().kind).toBe('licence');
  const results = procedure({
    name: 'results',
    version: 1,
    title: '试验',
    lead,
    form: z.object({}),
    example: {},
    steps: { look: approval('审核', { by: lead, within: workingDays(1) }) },
    results: { done: '办结' },
    *run({ steps, settle }) {
      yield* steps.look();
      return settle('done');
    },
  });
  expect(results.kind).toBe('service');
});

describe('a welfare payment', () => {
  test('is granted and denied by documents and words of its own, and by no licensing law', () => {
    const granted = decided('payment');
    expect(papersOf(granted)).toContain('行政给付决定书');
    expect(told(granted)).toContain('准予给付');
    const denied = decided('payment', disagree('收入超过标准'));
    expect(papersOf(denied)).toContain('不予行政给付决定书');
    expect(told(denied)).toContain('不予给付：收入超过标准');
    for (const one of [granted, denied]) expect(basesOf(one).join(' ')).not.toContain('licensing-law');
  });

  test('is published nowhere, and closes without it', () => {
    const one = decided('payment');
    expect(one.view.clocks.map(({ kind }) => kind)).not.toContain('publicity');
    expect(refusal(() => one.act(officer(lead), { type: 'publish', where: '网站' }))).toBe('publish.notPublic');
    one.act(clerk, { type: 'deliver', how: 'window', receipt: reference('回-1') });
    expect(one.view.status).toBe('closed');
    for (const kind of ['payment', 'service', 'internal'] as const)
      expect(() => item(kind, { publicity: { within: workingDays(5) } })).toThrow('policies.publicity');
  });

  test('has no limit by the licensing law, and its refusals cite none', () => {
    expect(item('payment').limits).toEqual({});
    const refused = caseOf(item('payment')).receive({ papers: [] }).tryAct(clerk, { type: 'accept' });
    expect(refused).toMatchObject({ code: 'acceptance.incomplete' });
    expect(refused).not.toHaveProperty('basis');
  });
});

test('a licence keeps its documents, its law, its limit and its publicity', () => {
  const one = decided();
  expect(papersOf(one)).toContain('准予行政许可决定书');
  expect(told(one)).toContain('准予许可');
  expect(basesOf(one)).toContain('licensing-law.32.5');
  expect(item().limits.statutory).toEqual(workingDays(20));
  expect(one.view.clocks.map(({ kind }) => kind)).toContain('publicity');
});

test('any other kind is published where its procedure says so, and not otherwise', () => {
  expect(item('filing').policies.publicity).toBeUndefined();
  expect(item('filing', { publicity: { within: workingDays(5) } }).policies.publicity).toEqual({
    within: workingDays(5),
  });
});
