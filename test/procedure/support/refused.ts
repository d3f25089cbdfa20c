import { z } from 'zod';
import { approval, listBy, personal, procedure, workingDays } from '../../../domain/procedure.ts';

/** What the definitions that do not compile have in common; each of them has one thing wrong. */
const form = z.object({
  kind: z.enum(['a', 'b']),
  big: z.boolean(),
  count: z.int(),
  payBy: z.string(),
  contact: personal(z.string()),
  items: listBy(z.object({ id: z.string() }), 'id', 5),
});
const example = {
  kind: 'a',
  big: true,
  count: 1,
  payBy: '2026-01-05',
  contact: 'x',
  items: [{ id: 'one' }],
} as const satisfies z.input<typeof form>;
export const head = {
  name: 'refused',
  version: 1,
  title: '',
  lead: 'office',
  form,
  example: { ...example, items: [{ id: 'one' }] },
};
export const day = workingDays(1);
export const yes = approval('', { by: 'office', within: day });
export const inner = procedure({
  ...head,
  steps: { yes },
  permits: { licence: '' },
  results: { paid: '' },
  *run({ steps, grant }) {
    yield* steps.yes();
    return grant('licence');
  },
});
