import { decodeGlobalID } from '@pothos/plugin-relay';
import type { CaseRecord } from '../../db/cases/cases.ts';
import { isId } from '../../domain/values.ts';
import type { Context } from '../schema/context.ts';
import { NotFound, Unauthenticated } from '../error/errors.ts';
import { sees } from './visibility.ts';

/** The case's own id behind an opaque one; undefined for an id of something else or of nothing. */
export function caseIdOf(globalId: string): string | undefined {
  try {
    const { typename, id } = decodeGlobalID(globalId);
    return typename === 'Case' && isId(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

/** The case if it exists and the viewer may see it: both are the same answer to a stranger. */
export async function visibleCase(context: Context, id: string | undefined): Promise<CaseRecord | undefined> {
  const { viewer, loaders } = context;
  if (viewer === undefined || id === undefined) return undefined;
  const record = await loaders.case.load(id);
  return record && (await maySee(context, record)) ? record : undefined;
}

export async function maySee({ viewer, loaders }: Context, record: CaseRecord): Promise<boolean> {
  return viewer !== undefined && sees(viewer, record, viewer.role === 'agent' ? await loaders.delegators() : []);
}

/** @throws NotFound also where the case exists and is not the viewer's. */
export async function requireCase(context: Context, globalId: string): Promise<CaseRecord> {
  if (context.viewer === undefined) throw new Unauthenticated('case');
  const record = await visibleCase(context, caseIdOf(globalId));
  if (!record) throw new NotFound('case');
  return record;
}
