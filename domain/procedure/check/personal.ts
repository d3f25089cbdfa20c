import type { z } from 'zod';
import { listKeys } from '../language/list.ts';
import { holdsPersonal, isPersonal } from '../language/personal.ts';
import { holdsInside, shapeOf } from '../language/schema.ts';
import { isOfficialField } from '../language/texts.ts';
import type { DefinitionIssue } from './issue.ts';

/** Personal values are taken out of objects and lists alone, and neither name a branch nor hide an official. */
export function issuesInPersonal(field: z.core.$ZodType, at: string): readonly DefinitionIssue[] {
  const add = (message: string): DefinitionIssue => ({ rule: 'personal', at, message });
  const isKey = (schema: z.core.$ZodType): boolean => {
    const key = listKeys.get(schema)?.key;
    const item = shapeOf(schema).element;
    const own = key === undefined ? undefined : item && shapeOf(item).shape?.[key];
    return own !== undefined && isPersonal(own);
  };
  const hidesOfficial = (schema: z.core.$ZodType): boolean =>
    isPersonal(schema) && holdsInside(schema, isOfficialField);
  return [
    ...(isOutOfReach(field)
      ? [
          add(
            'holds a personal field where it cannot be taken out: write it in an object or a list, or around the whole',
          ),
        ]
      : []),
    ...(holdsInside(field, isKey) ? [add('names its branches by a personal field, which would be logged')] : []),
    ...(holdsInside(field, hidesOfficial)
      ? [add('is personal and names an official, who would then not keep out of the case; write official() alone')]
      : []),
  ];
}

/** Whether a personal field stands in a schema elsewhere than in its objects and lists: in alternatives, say. */
function isOutOfReach(schema: z.core.$ZodType): boolean {
  if (!holdsPersonal(schema)) return false;
  const { shape, element, innerType } = shapeOf(schema);
  const parts = [...Object.values(shape ?? {}), element, innerType].filter(part => part !== undefined);
  return parts.length === 0 || parts.some(isOutOfReach);
}
