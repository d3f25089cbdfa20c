import { citationOf } from '../../domain/law.ts';
import { tellIssue } from '../../domain/words/issues.ts';
import { refusalText } from '../../domain/words/refusals.ts';
import type { Kit } from '../schema/kit.ts';
import { spelled } from './spelling.ts';
import {
  type ApiError,
  AskAgain,
  DevelopmentOnly,
  errorClasses,
  InvalidInput,
  NotFound,
  NotPermitted,
  RefusedByCase,
  SameIdOtherContent,
  Unauthenticated,
} from './errors.ts';

/** The typed errors, and the result of every act: what was accepted, or exactly one of them. */
export function addErrors({ builder }: Pick<Kit, 'builder'>) {
  const detail = builder.objectRef<{ readonly name: string; readonly values: readonly string[] }>('Detail').implement({
    description: 'What a refusal found or expected, by name.',
    fields: t => ({ name: t.exposeString('name', {}), values: t.exposeStringList('values', {}) }),
  });
  builder.objectType('Issue', {
    description: 'One place of an input that does not fit.',
    fields: t => ({
      path: t.stringList({
        description: 'From the input down, such as ["form", "seats"].',
        resolve: issue => [...issue.path],
      }),
      code: t.exposeString('code', { description: 'Such as tooSmall, missing, notOneOf: fixed, for programs.' }),
      message: t.string({ resolve: (issue, _args, { language }) => tellIssue(issue, language).message }),
      details: t.field({
        type: [detail],
        description: 'What was found, by its kind, and what is expected: never the value.',
        resolve: ({ params }) => detailsOf(params),
      }),
      expected: t.string({
        nullable: true,
        description: 'What would be accepted there.',
        resolve: (issue, _args, { language }) => tellIssue(issue, language).expected,
      }),
    }),
  });
  const error = builder.interfaceRef<ApiError>('Error').implement({
    description: 'Why an act was not done. Nothing was changed, but for AskAgain, where it is not known yet.',
    fields: t => ({
      message: t.string({
        description: "What was found, what was expected, what to do, in the reader's language (`accept-language`).",
        resolve: ({ told }, _args, { language }) => refusalText(told, language),
      }),
      code: t.exposeString('code', { description: 'Fixed, for programs.' }),
    }),
  });
  const interfaces = [error];
  builder.objectType(Unauthenticated, {
    name: 'Unauthenticated',
    interfaces,
    description: 'No token, or none that holds.',
  });
  builder.objectType(NotPermitted, { name: 'NotPermitted', interfaces, description: 'The role may not do this.' });
  builder.objectType(NotFound, {
    name: 'NotFound',
    interfaces,
    description: 'There is none, or it is not yours to see.',
  });
  builder.objectType(DevelopmentOnly, { name: 'DevelopmentOnly', interfaces, description: 'Refused in production.' });
  builder.objectType(AskAgain, {
    name: 'AskAgain',
    interfaces,
    description: 'Not known yet: ask again with the same commandId.',
    fields: t => ({ commandId: t.exposeID('commandId', {}) }),
  });
  builder.objectType(SameIdOtherContent, {
    name: 'SameIdOtherContent',
    interfaces,
    description: 'The commandId was used for something else.',
    fields: t => ({ commandId: t.exposeID('commandId', {}) }),
  });
  builder.objectType(InvalidInput, {
    name: 'InvalidInput',
    interfaces,
    description: 'The input does not fit its schema.',
    fields: t => ({ issues: t.field({ type: ['Issue'], resolve: invalid => invalid.issues }) }),
  });
  builder.objectType(RefusedByCase, {
    name: 'Refused',
    interfaces,
    description: 'The case says no: wrong state, wrong unit, too late (不予办理).',
    fields: t => ({
      reason: t.string({
        description: 'Such as case.wrongState: fixed, for programs.',
        resolve: ({ told }) => told.code,
      }),
      basis: t.string({
        nullable: true,
        description: '法条 or rule.',
        resolve: ({ told }, _args, { language }) => told.basis && citationOf(told.basis, language),
      }),
      found: t.stringList({
        description: 'What was found.',
        resolve: ({ told }) => spelled(told, 'found', texts(told.params['found'])),
      }),
      accepted: t.stringList({
        description: 'What would be accepted.',
        resolve: ({ told }) => spelled(told, 'expected', texts(told.params['expected'])),
      }),
      details: t.field({
        type: [detail],
        resolve: ({ told }) => detailsOf(told.params, told.code),
      }),
    }),
  });
  builder.objectType('Accepted', {
    description: 'The act is done.',
    fields: t => ({
      case: t.field({
        type: 'Case',
        nullable: true,
        description:
          'The case as it is after it. Null where an act is asked again by who may not see the case any more: the ' +
          'answer to the first asking showed it.',
        resolve: accepted => accepted.case,
      }),
      commandId: t.exposeID('commandId', {}),
    }),
  });
  const result = builder.errorUnion('ActResult', {
    description: 'What became of an act: the case after it, or why it was not done.',
    types: ['Accepted', ...errorClasses],
    resolveType: () => 'Accepted',
  });
  return { result, detail };
}
export type ActResult = ReturnType<typeof addErrors>['result'];
export type RefusalDetail = ReturnType<typeof addErrors>['detail'];

export const detailsOf = (of: Readonly<Record<string, unknown>>, code = '') =>
  Object.entries(of).map(([name, value]) => ({ name, values: spelled({ code }, name, texts(value)) }));

const texts = (value: unknown): string[] => {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(texts);
  return [typeof value === 'string' ? value : JSON.stringify(value)];
};
