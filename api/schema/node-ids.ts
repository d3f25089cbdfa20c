import { decodeGlobalID, encodeGlobalID } from '@pothos/plugin-relay';
import { isId } from '../../domain/values.ts';

/** The types that `node` answers: each has an opaque id by which caches know it. */
export const nodeTypes = [
  'Case',
  'Step',
  'Clock',
  'Instrument',
  'Document',
  'Event',
  'Unit',
  'Procedure',
  'Draft',
  'Viewer',
  'PublicNotice',
] as const;
export type NodeType = (typeof nodeTypes)[number];

/** An opaque id, decoded; one of nothing that is known decodes to a case that there is not. */
export function decodeNodeId(globalId: string): { readonly typename: NodeType; readonly id: string } {
  const nothing = { typename: 'Case', id: '' } as const;
  try {
    const { typename, id } = decodeGlobalID(globalId);
    const type = nodeTypes.find(each => each === typename);
    return type && isKey(id) ? { typename: type, id } : nothing;
  } catch {
    return nothing;
  }
}

/** The id of a part of a case: of its case, and of its own name in it. */
export const partId = (caseId: string, part: string): string => `${caseId} ${part}`;

/** The case and the name of a part; undefined for what is none. */
export function partOf(id: string): { readonly caseId: string; readonly part: string } | undefined {
  const at = id.indexOf(' ');
  return at <= 0 ? undefined : { caseId: id.slice(0, at), part: id.slice(at + 1) };
}

export const nodeIdOf = (type: NodeType, id: string): string => encodeGlobalID(type, id);

/** Whether a text may be a key: nothing that PostgreSQL cannot keep, and no longer than ids are. */
function isKey(id: string): boolean {
  const [first = '', ...rest] = id.split(' ');
  return isId(first) && rest.join(' ').length <= 300 && !/[\p{Cc}\p{Cs}]/u.test(id);
}
