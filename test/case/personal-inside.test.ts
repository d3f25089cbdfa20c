import { describe, expect, test } from 'vitest';
import type { Command } from '../../domain/case/command.ts';
import { check, splitPersonal, takeApart } from '../../domain/procedure/procedure.ts';
import { applicant, cityOf, clerk, officer, paper } from '../../domain/testing.ts';
import { engine, type Json, type PersonalReference } from '../../domain/values.ts';
import { household, householdTitle } from './household.ts';
import { refusal } from './refusal.ts';
import { long } from '../support/tags.ts';

const secret = '金丝雀';
const owners = [
  { name: `${secret}甲`, share: 60 },
  { name: `${secret}乙`, share: 40 },
];
const visited = { phone: `${secret}丙`, witnesses: [{ name: `${secret}丁`, isNeighbour: true }], finding: '属实' };
const reference = (letter: string): PersonalReference => ({
  reference: `personal:${letter.repeat(32)}`,
  digest: letter.repeat(64),
});
const lead = 'market-regulation';

/** A household whose visit two people answered, with the references under which its personal values are kept. */
function answered() {
  const all = cityOf([household, householdTitle]);
  const one = all.receive(household, { form: { owners }, from: 'applicant' });
  const { value } = takeApart(household.steps.visit.result!, visited, 'visit');
  const answer = { type: 'answer', step: 'visit', answer: value as Json, personal: reference('b') } as const;
  one.act(officer(lead), { ...answer, papers: [paper('survey')] });
  const { seq } = one.view.steps[0]!.proposal!;
  one.act({ ...officer(lead), person: 'p-second' }, { type: 'confirm', step: 'visit', proposal: seq });
  return { all, one, answer };
}

test('the words of this procedure are carried out, and nothing is found by the check', long, () => {
  expect(check(household)).toEqual([]);
  expect(check(householdTitle)).toEqual([]);
});

describe('Personal values in lists and in results', () => {
  test('leave their names in the form, and are kept by their paths', () => {
    const { form, personal } = splitPersonal(household, { project: '三号楼', owners });
    expect(form).toEqual({
      project: '三号楼',
      owners: [
        { name: { personal: 'owners.0.name' }, share: 60 },
        { name: { personal: 'owners.1.name' }, share: 40 },
      ],
    });
    expect(personal).toEqual({ 'owners.0.name': `${secret}甲`, 'owners.1.name': `${secret}乙` });
  });

  test('are in no event, and the answer of two people has their names and papers once', () => {
    const { one } = answered();
    expect(JSON.stringify(one.events)).not.toContain(secret);
    const step = one.view.steps.find(({ step: name }) => name === 'visit');
    expect(step).toMatchObject({
      state: 'done',
      personal: reference('b'),
      outcome: {
        phone: { personal: 'phone', step: 'visit' },
        witnesses: [{ name: { personal: 'witnesses.0.name', step: 'visit' }, isNeighbour: true }],
        finding: '属实',
      },
    });
    expect(one.view.papers.map(({ material }) => material)).toEqual(['survey']);
  });

  test('are refused where the case would be told the value itself, or a name of another step', () => {
    const one = cityOf([household, householdTitle]).receive(household, { from: 'applicant' });
    const say = (answer: Json) =>
      refusal(() => one.act(officer(lead), { type: 'answer', step: 'visit', answer, papers: [paper('survey')] }));
    expect(say(visited)).toBe('step.invalid');
    const { value } = takeApart(household.steps.visit.result!, visited, 'title');
    expect(say(value as Json)).toBe('step.invalid');
  });

  test('are handed on to a child and an effect unread, each from where it is kept', () => {
    const { all, one } = answered();
    const child = all.childOf(one, 'title', householdTitle);
    expect(JSON.stringify(child.events)).not.toContain(secret);
    expect(child.view.form).toMatchObject({ owners: [{ name: { personal: 'owners.0.name' } }, { share: 40 }] });
    expect(child.view.personal).toMatchObject({
      reference: reference('b').reference,
      fields: { phone: 'phone' },
    });
    const [call] = one.entries.flatMap(({ calls = [] }) => calls);
    expect(call).toMatchObject({
      calls: 'text-message',
      input: { owners: [{ name: { personal: 'owners.0.name' } }, { name: { personal: 'owners.1.name' } }] },
      personal: [{ reference: reference('b').reference, fields: { phone: 'phone' } }],
    });
  });

  test('of an effect are kept by the step that called it', () => {
    const { one } = answered();
    const result = { receipt: { personal: 'receipt', step: 'tell' }, sent: true };
    one.act(engine, { type: 'completeEffect', step: 'tell', result, personal: reference('c') });
    expect(one.view.steps.find(({ step }) => step === 'tell')).toMatchObject({
      outcome: result,
      personal: reference('c'),
    });
  });

  test('of a corrected form stand in the place of those before, whatever its list has now', () => {
    const part = (names: readonly string[]) =>
      splitPersonal(householdTitle, {
        owners: names.map(name => ({ name: `${secret}${name}`, share: 100 / names.length })),
        phone: `${secret}丙`,
      });
    const before = part(['甲', '乙']);
    const one = cityOf([householdTitle]).receive(householdTitle, {
      form: { owners, phone: `${secret}丙` },
    });
    expect(one.view.form).toMatchObject({ owners: [{ name: { personal: 'owners.0.name' } }, {}] });
    one.act(clerk, { type: 'giveNotice', defects: [{ item: 'owners', defect: '共有人有误' }] });
    const { form, personal } = part(['丁']);
    const supply = (given: unknown): Command => ({
      type: 'supply',
      papers: [],
      personal: reference('c'),
      form: given as Json,
    });
    expect(refusal(() => one.act(applicant, supply({ ...before.form, owners })))).toBe('form.invalid');
    const foreign = { owners: [{ name: { personal: 'phone' }, share: 100 }], phone: { personal: 'phone' } };
    expect(refusal(() => one.act(applicant, supply(foreign)))).toBe('form.invalid');
    one.act(applicant, supply(form));
    expect(personal).toEqual({ 'owners.0.name': `${secret}丁`, phone: `${secret}丙` });
    expect(one.view).toMatchObject({
      form: { owners: [{ name: { personal: 'owners.0.name' }, share: 100 }] },
      personal: reference('c'),
    });
    expect(JSON.stringify(one.events)).not.toContain(secret);
    one.act(
      { person: 'p-administrator', role: 'administrator' },
      { type: 'erasePersonal', ground: 'consentWithdrawn' },
    );
    expect(one.view.personal).toBeUndefined();
  });

  test('of two people who answer differently are kept by the answer that counts', () => {
    const one = cityOf([household, householdTitle]).receive(household, { form: { owners }, from: 'applicant' });
    const answer = (letter: string, phone: string) => {
      const { value } = takeApart(household.steps.visit.result!, { ...visited, phone }, 'visit');
      return { type: 'answer', step: 'visit', answer: value as Json, personal: reference(letter) } as const;
    };
    one.act(officer(lead), { ...answer('b', `${secret}丙`), papers: [paper('survey')] });
    const { seq } = one.view.steps[0]!.proposal!;
    const second = { ...officer(lead), person: 'p-second' };
    one.act(second, { type: 'refuseProposal', step: 'visit', proposal: seq, reason: { text: '电话有误' } });
    one.act(second, { ...answer('d', `${secret}戊`), papers: [paper('survey')] });
    const proposal = one.view.steps[0]!.proposal!.seq;
    one.act(officer(lead), { type: 'confirm', step: 'visit', proposal });
    expect(one.view.steps.find(({ step }) => step === 'visit')).toMatchObject({ personal: reference('d') });
    expect(JSON.stringify(one.events)).not.toContain(secret);
  });

  test('are gone for whoever comes later once they are erased', () => {
    const { one } = answered();
    one.act(
      { person: 'p-administrator', role: 'administrator' },
      { type: 'erasePersonal', ground: 'consentWithdrawn' },
    );
    expect(one.view.steps.flatMap(({ personal }) => personal ?? [])).toEqual([]);
  });
});
