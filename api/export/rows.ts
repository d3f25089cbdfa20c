import { isEnumType, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Language } from '../../domain/language.ts';
import { titlesOf } from '../schema/describe-schema.ts';
import type { Row } from './cells.ts';
import { columns, selection, type ExportedCase, type TitleOf } from './columns.ts';

/** The lists that are exported, by the names of their queries. */
export const exportedLists = ['myCases', 'windowCases', 'unitCases'] as const;
export type ExportedList = (typeof exportedLists)[number];

const pageRows = 100;
/** So many rows one file has at most. */
export const mostRows = 50_000;

/** A page of a list, as its query answers. */
export interface ExportedPage {
  readonly edges: readonly { readonly node: ExportedCase }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The query of a list with the arguments that were given: the schema says of each what it is. */
export function documentOf(schema: GraphQLSchema, list: ExportedList, given: readonly string[]): DocumentNode {
  const field = schema.getQueryType()!.getFields()[list]!;
  const named = field.args.filter(({ name }) => given.includes(name) || name === 'after');
  const variables = named.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const args = [`first: ${pageRows}`, ...named.map(({ name }) => `${name}: $${name}`)].join(', ');
  return parse(
    `query Export(${variables}) { ${list}(${args}) { edges { node { ${selection} } } ` +
      'pageInfo { hasNextPage endCursor } } }',
  );
}

/** The rows of an export: its titles, then page by page what the list answers to the caller. */
export async function* rowsOf(
  schema: GraphQLSchema,
  language: Language,
  first: ExportedPage,
  nextPage: (after: string) => Promise<ExportedPage>,
): AsyncGenerator<Row> {
  const titleOf = titlesIn(schema, language);
  yield columns.map(({ title }) => title[language]);
  let rows = 0;
  for (let page = first; ; page = await nextPage(page.pageInfo.endCursor!)) {
    for (const { node } of page.edges) yield columns.map(({ text }) => text(node, titleOf) ?? '');
    rows += page.edges.length;
    if (!page.pageInfo.hasNextPage || page.pageInfo.endCursor === null) return;
    if (rows >= mostRows) return yield [cutShort[language]];
  }
}

/** Whoever reads the file sees that it is not all. */
const cutShort: Readonly<Record<Language, string>> = {
  'zh-CN': `仅导出前 ${mostRows} 行，请缩小筛选范围后分次导出。`,
  en: `Only the first ${mostRows} rows are exported. Narrow the filters and export in parts.`,
};

const titlesIn =
  (schema: GraphQLSchema, language: Language): TitleOf =>
  (name, value) => {
    const type = schema.getType(name);
    const found = isEnumType(type) ? type.getValue(value) : undefined;
    return found ? titlesOf(found)[language] : value;
  };
