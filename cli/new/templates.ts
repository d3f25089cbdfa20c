/** `streetStall` for `street-stall`. */
const camelCase = (name: string): string => name.replace(/-(.)/g, (_, first: string) => first.toUpperCase());

/** A procedure with one approval, as the language has it. Its units are those of the demonstration's directory. */
export const procedureText = (name: string): string => `import { z } from 'zod';
import { approval, procedure, reasonsAgainst, required, workingDays } from '../../domain/procedure.ts';

export const ${camelCase(name)} = procedure({
  name: '${name}', version: 1, title: '${name}', lead: 'market-regulation',
  form: z.object({ address: z.string() }),
  example: { address: '中山路 1 号' },
  materials: { plan: required('平面图') },
  limits: { statutory: workingDays(20), promised: workingDays(5) },
  policies: { acceptance: { within: workingDays(1) } },
  steps: {
    review: approval('审查', { by: 'lead', within: workingDays(3) }),
  },
  permits: { licence: '许可证' },
  *run({ steps, grant, deny }) {
    const against = reasonsAgainst(yield* steps.review());
    return against ? deny(against) : grant('licence');
  },
});
`;

/** Its test on the virtual clock: the good way, a denial, and what happens when nobody acts. */
export const testText = (name: string): string => `import { expect, test } from 'vitest';
import { agree, caseOf, disagree } from '../../domain/testing.ts';
import { ${camelCase(name)} } from '../../workflows/procedures/${name}.v1.ts';

/** 24 March 2027 is a Wednesday. */
const accepted = () => caseOf(${camelCase(name)}).receive({ at: '2027-03-24 10:00' }).accept();

test('an agreeing review grants the licence, and the promise is kept', () => {
  const one = accepted();
  expect(one.due('promise'), '5 working days: 25 26 29 30 31').toBe('2027-03-31 17:30');
  one.at('+2 working days').answer('review', agree);
  expect(one.status).toBe('granted');
  expect(one.clock('promise').verdict).toBe('met');
});

test('a review that does not agree denies it, with its reasons', () => {
  const one = accepted().answer('review', disagree('位置不符合规划'));
  expect(one.view).toMatchObject({ status: 'denied', reasons: [{ text: '位置不符合规划' }] });
});

test('a review that nobody gives turns red at its due, and the unit is reminded in writing', () => {
  const one = accepted().until('2027-03-29 17:30');
  expect(one.clock('step:review').colour).toBe('red');
  expect(one.instruments.map(({ instrument }) => instrument)).toContain('L1:step:review');
});
`;
