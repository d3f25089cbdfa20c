import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applicant, type Office, type Said } from '../office.ts';
import { openExplainedCase, shown, type Explained } from './explained-case.ts';

let office: Office;
let seen: NonNullable<Said['case']>;
beforeAll(async () => {
  ({ office, seen } = await openExplainedCase());
});
afterAll(async () => {
  await office.product.stop();
});

describe('explainDeadline', () => {
  test('reads in the language that the request accepts, with the same numbers, else in Chinese', async () => {
    await office.say(applicant, 'advanceTime', { caseId: seen.id, workingDays: 1 });
    const explainedIn = async (language?: string): Promise<Explained> => {
      const response = await fetch(`${office.product.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(language && { 'accept-language': language }) },
        body: JSON.stringify({
          query:
            'query E($number: String!, $queryCode: String!) { ' +
            'publicCaseStatus(number: $number, queryCode: $queryCode) { ' +
            `explainDeadline(clock: STATUTORY) { ${shown} } } }`,
          variables: { number: seen.number, queryCode: seen.queryCode },
        }),
      });
      const { data } = (await response.json()) as {
        data: { publicCaseStatus: { explainDeadline: Explained } };
      };
      return data.publicCaseStatus.explainDeadline;
    };
    const english = await explainedIn('en-GB, zh;q=0.5');
    expect(english).toMatchObject({
      limit: { text: '20 working days' },
      recomputations: [{ text: 'extended by 10 working days (行政许可法 42)' }],
      holder: { text: 'held by the steps that are open' },
      soFar: {
        text: expect.stringMatching(/^As of 2027-03-25 .*: 1 working day counted, 29 working days left$/) as string,
      },
    });
    expect(english.sentences.slice(0, 3)).toEqual([
      'Start: Wednesday 2027-03-24 is not counted; counting begins on the day after (Civil Code, article 201).',
      'Limit: 20 working days, extended by 10 working days, 30 working days in all.',
      expect.stringMatching(/^Count: 30 working days\. Between: weekend, not counted: \d+ days; /),
    ]);
    const chinese = await explainedIn('zh-CN, en;q=0.5');
    expect(chinese.sentences[1]).toBe('期限：20 个工作日，延期 10 个工作日，共 30 个工作日。');
    const numbersOf = ({ due, total, lines }: Explained): unknown => [
      due,
      total,
      lines.edges.map(({ node: { effect, amount, lastDay } }) => [effect, amount, lastDay]),
    ];
    expect(numbersOf(english)).toEqual(numbersOf(chinese));
    expect((await explainedIn()).sentences).toEqual(chinese.sentences);
    expect((await explainedIn('fr')).sentences).toEqual(chinese.sentences);
  });
});
