import { Kind, type DocumentNode } from 'graphql';

/** Fields of a query that are the same for everybody, and change only by a release or a publication. */
const publicFields: ReadonlySet<string> = new Set([
  '__typename',
  'procedures',
  'procedure',
  'calendars',
  'calendarVersion',
  'units',
]);

/** For a minute any cache on the way may answer what is the same for everybody. */
export const publicHeaders = {
  'cache-control': 'public, max-age=60',
  vary: 'Authorization, Cookie, Accept-Language',
} as const;

/** Whether a document asks for nothing but what is public. One with fragments at its root is taken as private. */
export const isPublic = ({ definitions }: DocumentNode): boolean =>
  definitions.every(
    definition =>
      definition.kind !== Kind.OPERATION_DEFINITION ||
      definition.selectionSet.selections.every(each => each.kind === Kind.FIELD && publicFields.has(each.name.value)),
  );
