import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lacking } from '../../../domain/case/papers.ts';
import type { AnyProcedure } from '../../../domain/procedure/procedure.ts';
import { answersOf } from '../../../domain/procedure/guide/answers.ts';
import { answeredForm, exampleForm } from '../../../domain/procedure/guide/answered-form.ts';
import { guideOf, type Guide } from '../../../domain/procedure/guide/guide.ts';
import { guideText, saying } from '../../../domain/words/guide/guide.ts';
import { demonstrationDirectory } from '../../../domain/directory/demonstration.ts';
import { unservedAt } from '../../../domain/procedure/check/unserved.ts';
import { check } from '../../../domain/procedure/check/check.ts';
import { caseOf } from '../../../domain/testing.ts';
import { loadProcedures } from '../../../bin/compose/procedures.ts';
import { form as formPlan, plan } from '../../case/random/plan.ts';
import { procedureOf } from '../../case/random/procedure-of.ts';
import { times } from '../../support/examples.ts';
import { long } from '../../support/tags.ts';
import { businessSuspension } from '../../../workflows/procedures/business-suspension.v1.ts';
import { jointCompletion } from '../../../workflows/procedures/joint-completion.v1.ts';
import { restaurantOpening } from '../../../workflows/procedures/restaurant-opening.v1.ts';

const shipped: readonly AnyProcedure[] = [...(await loadProcedures()).values()];

const namesIn = ({ materials, steps, permits, results }: Guide) => ({
  materials: materials.map(({ name }) => name).toSorted(),
  steps: steps.map(({ step }) => step).toSorted(),
  permits: permits.toSorted(),
  results: results.toSorted(),
});

const namesOf = ({ materials, steps, permits, results }: AnyProcedure) => ({
  materials: Object.keys(materials).toSorted(),
  steps: Object.keys(steps).toSorted(),
  permits: Object.keys(permits).toSorted(),
  results: Object.keys(results).toSorted(),
});

/** What the window finds missing where nothing was handed in: what a start demands. */
function demanded(procedure: AnyProcedure, form: object) {
  const one = caseOf(procedure).receive({ form: form as never, papers: [] });
  return lacking(one.state!, { environment: one.environment } as never);
}

/** The same, as the guide tells it. */
const told = (procedure: AnyProcedure, form: object) => {
  const { materials } = guideOf(procedure, { form: answeredForm(procedure, form) });
  const brought = (kind: string) =>
    materials.filter(each => each.fromApplicant && each.kind === kind).map(({ name }) => name);
  return { required: brought('required'), tolerable: brought('tolerable') };
};

test.each(shipped)('$id: each material, step, permit and result stands once in the guide for everybody', procedure => {
  expect(namesIn(guideOf(procedure))).toEqual(namesOf(procedure));
});

test.each(shipped.filter(({ intake, modes }) => intake.by === 'application' && !modes.noApplication))(
  '$id: with the answers of the example the guide tells exactly what a start demands',
  procedure => {
    const example = procedure.example as object;
    expect(told(procedure, example)).toEqual(demanded(procedure, example));
  },
);

test('any guide tells all of its procedure once, and what a start demands for any answers', long, () => {
  fc.assert(
    fc.property(plan, formPlan, (made, form) => {
      const procedure = procedureOf(made);
      fc.pre(check(procedure).length === 0);
      expect(namesIn(guideOf(procedure))).toEqual(namesOf(procedure));
      const isFiled = procedure.intake.by === 'application' && !procedure.modes.noApplication;
      const answers = isFiled ? { ...form, contact: '沈' } : {};
      const nothing = { required: [], tolerable: [] };
      expect(isFiled ? told(procedure, answers) : nothing).toEqual(isFiled ? demanded(procedure, answers) : nothing);
    }),
    times(4),
  );
});

test('each answer tells what it changes: papers, steps, permits, as the conditions and the flow have it', () => {
  const { follows } = guideOf(restaurantOpening);
  expect(follows).toMatchObject([
    { field: 'hasSignboard', answer: { values: [true] }, isGiven: true },
    {
      field: 'hasSignboard',
      answer: { values: [false] },
      materials: { added: [], removed: ['signboardSketch'] },
      steps: { added: [], removed: ['signboard'] },
      permits: { added: [], removed: ['signboard'] },
    },
    { field: 'sellsTobacco', steps: { added: ['tobacco'] }, permits: { added: ['tobacco'] } },
    { field: 'sellsTobacco', isGiven: true },
  ]);
});

test('an answer by which the limit is another one tells the limit', () => {
  const { follows, promised } = guideOf(jointCompletion, { form: exampleForm(jointCompletion) });
  expect(promised).toEqual([{ limit: { unit: 'WD', n: 10 } }]);
  expect(follows).toMatchObject(
    [{ field: 'kind', answer: { values: ['industrial'] }, promised: { unit: 'WD', n: 7 } }].flatMap(each => [
      expect.anything(),
      expect.anything(),
      each,
    ]) as never,
  );
});

test('an answer by which there is no promise any more says so', () => {
  const half = { per: 'kind', table: { government: { unit: 'WD', n: 10 }, social: { unit: 'WD', n: 10 } } } as const;
  const procedure = { ...jointCompletion, limits: { ...jointCompletion.limits, promised: half as never } };
  const guide = guideOf(procedure, { form: exampleForm(procedure) });
  const industrial = guide.follows.find(({ answer }) =>
    isDeepStrictEqual(answer, { field: 'kind', values: ['industrial'] }),
  );
  expect(industrial).toMatchObject({ promised: 'none' });
  expect(saying('zh-CN').changes(procedure, industrial!)).toContain('承诺时限：不作承诺');
});

test('what changes by any answer is what the guide for the changed answers tells', () => {
  for (const procedure of shipped) {
    const example = exampleForm(procedure);
    const now = guideOf(procedure, { form: example });
    for (const { field, answer, materials, permits } of now.follows) {
      const [value] = answersOf(procedure)
        .get(field)!
        .filter(({ condition }) => isDeepStrictEqual(condition, answer))
        .map(each => each.value);
      const then = guideOf(procedure, { form: { ...example, [field]: value } });
      const expected = namesIn(now)
        .materials.filter(each => !materials.removed.includes(each))
        .concat(materials.added);
      expect(namesIn(then).materials, `${procedure.id} ${field}`).toEqual(expected.toSorted());
      const granted = now.permits.filter(each => !permits.removed.includes(each)).concat(permits.added);
      expect(then.permits.toSorted(), `${procedure.id} ${field}`).toEqual(granted.toSorted());
    }
  }
});

test('answers that do not fit are refused by their places; what decides nothing may be left out', () => {
  expect(answeredForm(restaurantOpening, { hasSignboard: false, sellsTobacco: true })).toEqual({
    name: '老街面馆',
    seats: 40,
    hasSignboard: false,
    sellsTobacco: true,
  });
  expect(() => answeredForm(restaurantOpening, { hasSignboard: 'no', sellsTobacco: true, extra: 1 })).toThrow(
    expect.objectContaining({
      refusal: {
        code: 'form.invalid',
        params: {
          issues: [
            { path: ['hasSignboard'], code: 'wrongType', params: { expected: 'boolean', found: 'text' } },
            { path: ['extra'], code: 'unknownField', params: {} },
          ],
        },
      },
    }) as Error,
  );
});

const { units } = demonstrationDirectory;
const unitOf = (name: string) => units.find(({ id }) => id === name);

test('a conference names all whom its chair invites, each with its telephone', () => {
  const chinese = guideText(guideOf(jointCompletion), unitOf, 'zh-CN');
  expect(chinese).toContain(
    '区住房和城乡建设局，召集自然资源和规划分局、区消防救援大队、区人民防空办公室、区城市建设档案馆、区建设工程质量监督站',
  );
  for (const { title, telephone } of ['urban-archives', 'civil-defence'].map(name => unitOf(name)!))
    expect(chinese).toContain(`${title}：${telephone}`);
  expect(guideText(guideOf(jointCompletion), unitOf, 'en')).toContain('invites 自然资源和规划分局, 区消防救援大队');
});

test('a name that stands for no unit is told as its author wrote it', () => {
  expect(guideText(guideOf(jointCompletion), () => undefined, 'zh-CN')).toContain(
    'housing-construction，召集natural-resources、fire-rescue',
  );
});

test('a guide is refused for a place that is none, and for a directory that lacks a unit, by their names', () => {
  expect(unservedAt(jointCompletion, units, '990101')).toBeUndefined();
  expect(unservedAt(jointCompletion, units, '330106')).toMatchObject({
    code: 'place.unknown',
    params: { found: '330106', expected: ['990101', '990101101', '990101102', '990101103', '990100'] },
  });
  const fewer = units.filter(({ id }) => id !== 'urban-archives');
  expect(unservedAt(jointCompletion, fewer)).toMatchObject({
    code: 'procedure.unavailable',
    params: { roles: ['urban-archives'] },
  });
});

test('a permit says until when it holds, and for how long at most', () => {
  expect(guideText(guideOf(businessSuspension), unitOf, 'zh-CN')).toContain(
    '歇业备案证明，有效期至歇业截止日期所填日期，最长 36 个月',
  );
  expect(guideText(guideOf(businessSuspension), unitOf, 'en')).toContain(
    '歇业备案证明, valid until the date stated as 歇业截止日期, at most for 36 months',
  );
});
