import type { IncomingMessage } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { refusalOf } from '../../domain/refusal.ts';
import type { Answer } from '../http/answer.ts';
import { formatErrors } from '../http/errors.ts';
import type { Execute } from '../http/execute.ts';
import type { RequestInfo } from '../http/graphql-route.ts';
import { headersOfLanguage, languageOfRequest } from '../http/language.ts';
import { paramsOfAddress } from '../http/params.ts';
import type { Limits } from '../http/limits.ts';
import type { Rates } from '../http/rates.ts';
import { HttpRefusal } from '../http/refusal.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { csvOf } from './csv.ts';
import { documentOf, exportedLists, rowsOf, type ExportedPage } from './rows.ts';
import { xlsxOf } from './xlsx.ts';

const formats = {
  csv: { write: csvOf, type: 'text/csv; charset=utf-8' },
  xlsx: { write: xlsxOf, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
} as const;

/** `/export/unitCases.xlsx`: the list, and in which format. */
const address = new RegExp(`^/export/(${exportedLists.join('|')})\\.(csv|xlsx)$`, 'u');

export interface ExportRoute {
  readonly schema: GraphQLSchema;
  readonly execute: Execute;
  readonly contextOf: (info: RequestInfo) => object | Promise<object>;
  readonly signIn: (request: IncomingMessage) => Promise<{ readonly viewer: Viewer } | undefined>;
  readonly rates?: Rates | undefined;
  readonly limits: Limits;
}

export type AnswerExport = (request: IncomingMessage, requestId: string, log: RequestInfo['log']) => Promise<Answer>;

/**
 * `GET /export/<list>.csv` and `.xlsx` with the arguments of the list as JSON in `variables`. Each page is asked for by
 * the query of the list itself, as the caller: rights, masks and refusals are those of the list. Undefined for another
 * address.
 */
export function createExport({ schema, execute, contextOf, signIn, rates, limits }: ExportRoute) {
  return (path: string): AnswerExport | undefined => {
    const [, name, format] = address.exec(path) ?? [];
    const list = exportedLists.find(each => each === name);
    if (list === undefined) return undefined;
    return async (request, requestId, log) => {
      const viewer = (await signIn(request))?.viewer;
      if (!viewer)
        throw new HttpRefusal(401, 'UNAUTHENTICATED', refusalOf('request.needsToken', { what: `Query.${list}` }));
      await rates?.countFor(viewer.person, request);
      const language = languageOfRequest(request);
      const { variables = {} } = paramsOfAddress(request, limits, { isDocumentKnown: true });
      const { first: _first, last: _last, before: _before, after: _after, ...given } = variables;
      const document = documentOf(schema, list, Object.keys(given));
      const ask = async (after?: string): Promise<ExecutionResult> => {
        const context = await contextOf({ viewer, language, requestId, log });
        const params = { query: '', variables: { ...given, ...(after !== undefined && { after }) } };
        return (await execute(params, document, context)).result;
      };
      const first = await ask();
      const page = pageOf(first, list);
      if (!page) {
        const errors = formatErrors(first.errors ?? [], 'BAD_REQUEST', { requestId, language, log });
        const isForbidden = errors.some(({ extensions }) => extensions?.['code'] === 'NOT_PERMITTED');
        return {
          status: isForbidden ? 403 : 400,
          body: JSON.stringify({ errors }),
          headers: headersOfLanguage(language),
        };
      }
      const rows = rowsOf(schema, language, page, async after => {
        const next = pageOf(await ask(after), list);
        // The answer has begun: whoever reads it sees that it broke off.
        if (!next) throw new Error(`A page of the export of ${list} was refused.`);
        return next;
      });
      const { write, type } = formats[format as keyof typeof formats];
      return {
        status: 200,
        body: '',
        // What breaks off is cut, so that nobody takes it for the whole; who reads slowly holds the pages back.
        stream: response => void pipeline(Readable.from(write(rows)), response, () => undefined),
        headers: {
          'content-type': type,
          'content-disposition': `attachment; filename="${list}.${format}"`,
          ...headersOfLanguage(language),
        },
      };
    };
  };
}

const pageOf = ({ data, errors }: ExecutionResult, list: string): ExportedPage | undefined =>
  errors
    ? undefined
    : ((data as Readonly<Record<string, ExportedPage | null>> | null | undefined)?.[list] ?? undefined);
