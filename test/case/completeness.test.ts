import { expect, test } from 'vitest';
import { z } from 'zod';
import { approval, procedure, required, tolerable, workingDays } from '../../domain/procedure.ts';
import { check } from '../../domain/procedure/procedure.ts';
import { agree, applicant, caseOf, clerk, head, officer, paper, reference } from '../../domain/testing.ts';
import type { FileType } from '../../domain/file-types.ts';
import type { Command } from '../../domain/case/command.ts';
import { refusal } from './refusal.ts';
import { shop } from './shop.ts';

const lead = 'market-regulation';
/** Two departments check the papers; the result has effect from receipt; the lead may revoke it. */
const hall = procedure({
  name: 'hall',
  version: 1,
  title: '试验',
  lead,
  intake: { by: 'application', checkedBy: ['fire-rescue', 'urban-management'] },
  form: z.object({ name: z.string() }),
  example: { name: '甲' },
  materials: {
    plan: required('图纸', { instead: '设计单位证明' }),
    rules: required('管理制度', { files: { types: ['pdf', 'ofd'], mostBytes: 2_000_000 } }),
    sketch: tolerable('示意图', { within: workingDays(3) }),
  },
  limits: { promised: workingDays(10), statutory: workingDays(20) },
  modes: { tolerant: {} },
  policies: { effectiveFrom: 'receipt', revocable: { by: 'lead', basis: '管理办法第九条' } },
  steps: { look: approval('审查', { by: lead, within: workingDays(1) }) },
  permits: { licence: '许可证', sign: '店招' },
  *run({ steps, grant }) {
    yield* steps.look();
    return grant('licence', 'sign');
  },
});
const [fire, urban] = [officer('fire-rescue'), officer('urban-management')];
const found = (...items: readonly string[]): Command => ({
  type: 'checkCompleteness',
  defects: items.map(item => ({ item, defect: '不清晰' })),
});
const notice = (...items: readonly string[]): Command => ({
  type: 'giveNotice',
  defects: items.map(item => ({ item, defect: '不清晰' })),
});
const filed = (papers: readonly (string | ReturnType<typeof paper>)[] = ['plan', 'rules', 'sketch']) =>
  caseOf(hall).receive({ at: '2027-03-24 10:00', papers });
const granted = () => filed().act(fire, found()).act(urban, found()).accept().answer('look', agree);

test('the words of this procedure are carried out, and nothing is found by the check', () => {
  expect(check(hall)).toEqual([]);
});

test('all completeness checks return before the window accepts or gives the one notice', () => {
  const one = filed().act(fire, found());
  expect(one.tryAct(clerk, { type: 'accept' })).toMatchObject({
    code: 'completeness.open',
    params: { expected: ['urban-management'] },
  });
  expect(refusal(() => one.act(clerk, notice('plan')))).toBe('completeness.open');
  expect(one.act(urban, found()).accept().view.status).toBe('inReview');
});

test('the one notice names what every unit found, and who found something checks what was supplied', () => {
  const one = filed().act(fire, found('plan')).act(urban, found());
  expect(one.tryAct(clerk, { type: 'accept' })).toMatchObject({
    code: 'completeness.defects',
    params: { found: ['plan'] },
  });
  expect(one.tryAct(clerk, notice('rules'))).toMatchObject({
    code: 'notice.incomplete',
    params: { missing: ['plan'] },
  });
  one.act(clerk, notice('plan', 'rules'));
  one.act(applicant, { type: 'supply', papers: [paper('plan'), paper('rules')] });
  expect(one.view.checks?.map(({ unit, at }) => [unit, at !== undefined])).toEqual([
    ['fire-rescue', false],
    ['urban-management', true],
  ]);
  expect(one.tryAct(fire, found('sketch'))).toMatchObject({ code: 'notice.second' });
  expect(one.act(fire, found()).accept().view.status).toBe('inReview');
});

test('a check is for the units that are asked, once, of what there is, while the case is received', () => {
  expect(refusal(() => filed().act(officer('tobacco'), found()))).toBe('actor.wrongUnit');
  expect(refusal(() => filed().act(clerk, found()))).toBe('actor.wrongRole');
  expect(refusal(() => filed().act(fire, found()).act(fire, found()))).toBe('completeness.done');
  expect(refusal(() => filed().act(fire, found('menu')))).toBe('notice.unknownItem');
  expect(refusal(() => granted().act(fire, found()))).toBe('case.wrongState');
});

test('what is tolerable may be missing by the checks too; silence accepts where a unit says nothing', () => {
  const lacking = filed(['plan', 'rules']).act(fire, found('sketch')).act(urban, found());
  lacking.act(clerk, { type: 'acceptTolerantly', missing: ['sketch'], promise: reference('诺-1') });
  expect(lacking.view).toMatchObject({ status: 'inReview', acceptance: 'tolerant' });
  expect(filed().until('2027-04-05 00:00').view).toMatchObject({ status: 'inReview', acceptance: 'deemed' });
});

test('another paper is taken where the material says so, and nowhere else', () => {
  const replaced = (material: string) => ({ ...paper(material), instead: true as const });
  const one = filed([replaced('plan'), 'rules', 'sketch'])
    .act(fire, found())
    .act(urban, found());
  expect(one.accept().view.papers[0]).toMatchObject({ material: 'plan', instead: true });
  expect(refusal(() => filed(['plan', replaced('rules')]))).toBe('material.notReplaced');
});

test('a file is of the type and size that its material takes', () => {
  const withFile = (type: FileType, bytes: number) => ({
    ...paper('rules'),
    file: { id: 'f1', type, bytes },
  });
  expect(filed(['plan', withFile('pdf', 2_000_000)]).view.papers[1]).toMatchObject({ file: { type: 'pdf' } });
  expect(refusal(() => filed(['plan', withFile('png', 9)]))).toBe('material.fileUnfit');
  expect(refusal(() => filed(['plan', withFile('pdf', 2_000_001)]))).toBe('material.fileUnfit');
});

test('what is granted has effect from receipt where the procedure says so, and else from the decision', () => {
  const one = granted();
  expect(one.view.effectiveAt).toBe(one.view.receivedAt);
  const usual = caseOf(shop).receive({ at: '2027-03-24 10:00' }).accept().at('+1 working days').answer('look', agree);
  expect(usual.view.effectiveAt).toBe(usual.view.decidedAt);
});

test('the head of the unit that the procedure names revokes a grant, also of a closed case', () => {
  const revoke = (...permits: string[]): Command => ({
    type: 'revoke',
    permits,
    reasons: [{ text: '以欺骗手段取得' }],
  });
  const one = granted();
  expect(refusal(() => one.act(officer(lead), revoke('licence')))).toBe('actor.wrongRole');
  expect(refusal(() => one.act(head('fire-rescue'), revoke('licence')))).toBe('actor.wrongUnit');
  expect(one.tryAct(head(lead), revoke('menu'))).toMatchObject({
    code: 'revoke.notGranted',
    params: { expected: ['licence', 'sign'] },
  });
  one.act(clerk, { type: 'deliver', how: 'window', receipt: reference('回-1') });
  one.act(officer(lead), { type: 'publish', where: '信用中国' });
  expect(one.status).toBe('closed');
  one.act(head(lead), revoke('sign'));
  expect(one.view).toMatchObject({ status: 'closed', remedies: 'reviewOrSuit' });
  one.act(head(lead), revoke('licence'));
  expect(one.view).toMatchObject({ status: 'revoked', permits: [{ state: 'revoked' }, { state: 'revoked' }] });
  expect(one.events.at(-1)?.basis).toEqual({ code: 'licensing-law.69', text: '管理办法第九条' });
  expect(one.view.documents.filter(({ kind }) => kind === 'revocation')).toHaveLength(2);
  expect(refusal(() => one.act(head(lead), revoke('licence')))).toBe('revoke.notGranted');
});
