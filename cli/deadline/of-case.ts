import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { dataFolder, locateApi } from '../../bin/compose/local-stack.ts';
import { openIssuer } from '../../bin/compose/issuer/issuer.ts';
import { demonstrationViewer } from '../../bin/compose/issuer/people.ts';
import { UsageError } from '../run.ts';
import type { Shown, ShownLine } from './shown.ts';

const query = `query Explain($number: String!, $clock: ID!, $after: String) {
  caseByNumber(number: $number) {
    number title
    explainDeadline(clock: $clock) {
      anchor limit { unit n date text } extensions { text } other { limit { text } due dueOn } party measure
      total due dueOn projected provisional
      calendar { calendar version title } sentences
      pauses { from fromOn to toOn until why effective }
      recomputations { at on reason dueBefore due projected text told }
      holder { kind units { title } text }
      soFar { at counted remaining text }
      attribution { counted shared afterDue units { unit { title } days shared afterDue } }
      lines(first: 100, after: $after) {
        edges { node { effect firstDay lastDay begins ends kind amount through why notice } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

interface Answered {
  readonly number: string;
  readonly title: string;
  readonly explainDeadline: Omit<Shown, 'lines'> & {
    readonly lines: {
      readonly edges: readonly { readonly node: ShownLine }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}
export interface CaseAsked {
  readonly number: string;
  readonly clock: string;
  readonly url: string | undefined;
  readonly token: string | undefined;
}

/**
 * A clock of a case as the API of a running stack explains it, all its pages. Throws with what the API answered where
 * it does not.
 */
export async function clockOfCase({ number, clock, url: given, token: own }: CaseAsked): Promise<Shown> {
  const url = await locateApi(given);
  const token =
    own ??
    (await (await openIssuer(dataFolder)).sign(demonstrationViewer({ as: 'supervisor' }, demonstrationDirectory), 1));
  const page = async (after: string | null): Promise<Answered> => {
    const answer = await ask(url, token, { number, clock, after });
    if (answer.caseByNumber === null)
      throw new UsageError(
        `There is no case ${number} that you may see. Check the number, or name another right with --token.`,
      );
    return answer.caseByNumber;
  };
  const first = await page(null);
  const lines: ShownLine[] = [];
  for (let answered = first; ; answered = await page(answered.explainDeadline.lines.pageInfo.endCursor)) {
    lines.push(...answered.explainDeadline.lines.edges.map(({ node }) => node));
    if (!answered.explainDeadline.lines.pageInfo.hasNextPage)
      return { of: `办件 ${first.number} ${first.title}：${clock}`, ...first.explainDeadline, lines };
  }
}

async function ask(url: string, token: string, variables: object): Promise<{ readonly caseByNumber: Answered | null }> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'zh-CN', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  }).catch((error: unknown) => {
    throw new Error(`Nothing answers at ${url}. Start the stack (npm start), or name its address with --url.`, {
      cause: error,
    });
  });
  const { data, errors } = (await response.json()) as {
    data?: { caseByNumber: Answered | null };
    errors?: readonly {
      readonly message: string;
      readonly extensions?: { readonly code?: string; readonly reason?: string };
    }[];
  };
  const [error] = errors ?? [];
  if (error || !data)
    throw new Error(
      [
        error?.message ?? `The API answered ${response.status}.`,
        ...(error?.extensions ? [`  ${error.extensions.reason ?? error.extensions.code}`] : []),
      ].join('\n'),
    );
  return data;
}
