import { partOf } from '../schema/node-ids.ts';
import type { Context } from '../schema/context.ts';
import { visibleCase } from './load-visible-case.ts';
import type { KnownCase, Of } from './objects.ts';

/** A part of a case that the viewer sees, by the opaque id of the part; null where there is none. */
export async function loadPart<T>(
  context: Context,
  id: string,
  find: (record: KnownCase, name: string) => T | undefined | Promise<T | undefined>,
): Promise<Of<T> | null> {
  const part = partOf(id);
  const record = part && (await visibleCase(context, part.caseId));
  const it = record && (await find(record, part.part));
  return record && it ? { case: record, it } : null;
}
