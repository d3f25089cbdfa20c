import { expect, test } from 'vitest';
import { z } from 'zod';
import { issuesOf } from '../../domain/issue.ts';
import { json, text } from '../../domain/values.ts';
import { tellIssue } from '../../domain/words/issues.ts';

const secret = '沈雨晴13900000000';
const schemas: Readonly<Record<string, readonly [z.ZodType, unknown, string, readonly string[]]>> = {
  'a field left out': [z.object({ a: z.string() }), {}, 'missing', ['a']],
  'another type': [z.object({ a: z.int() }), { a: secret }, 'wrongType', ['a']],
  'a number below': [z.int().min(7), 3, 'tooSmall', []],
  'a text above': [z.string().max(3), secret, 'tooBig', []],
  'a list above': [z.array(z.string()).max(1), [secret, secret], 'tooBig', []],
  'a value of no enumeration': [z.enum(['a', 'b']), secret, 'notOneOf', []],
  'a literal': [z.literal(true), false, 'notOneOf', []],
  'a format': [z.email(), secret, 'badFormat', []],
  'a pattern': [z.string().regex(/^\d$/), secret, 'badFormat', []],
  'a step of numbers': [z.number().multipleOf(5), 7, 'notMultipleOf', []],
  'a field that is not asked': [z.strictObject({}), { colour: secret }, 'unknownField', ['colour']],
  'a field whose name may be anything': [z.strictObject({}), { [secret]: 1 }, 'unknownField', []],
  'no alternative': [z.union([z.int(), z.boolean()]), secret, 'noneFits', []],
  'no kind of answer': [
    z.discriminatedUnion('a', [z.object({ a: z.literal('x') }), z.object({ a: z.literal('y') })]),
    { a: secret },
    'notOneOf',
    ['a'],
  ],
  'only blanks': [text(), ' \u3000', 'blank', []],
  'what cannot be kept': [text(), `${secret}\u0000`, 'notStorable', []],
  'a long text in JSON': [json, { a: [secret.repeat(2_000)] }, 'tooBig', ['a', '0']],
  "an author's own rule": [z.string().refine(() => false, '须为实名'), secret, 'ruleBroken', []],
};

test.each(Object.entries(schemas))('%s is told by code and place, without the value or zod', (_what, each) => {
  const [schema, value, code, path] = each;
  const { error } = schema.safeParse(value);
  const issues = issuesOf(error!, value);
  expect(issues).toMatchObject([{ code, path }]);
  for (const [locale, form] of [
    ['en', /^Found |须为实名/],
    ['zh-CN', /^\p{Script=Han}/u],
  ] as const) {
    const said = tellIssue(issues[0]!, locale);
    expect(JSON.stringify(said)).not.toContain(secret);
    expect(JSON.stringify(said)).not.toMatch(/Invalid|Unrecognized|Too (big|small)|received|undefined/);
    expect(said.message).toMatch(form);
  }
});
