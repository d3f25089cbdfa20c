import { readdir } from 'node:fs/promises';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';

const folder = new URL('../../workflows/procedures/', import.meta.url);

/** Every shipped procedure by its type, not walked: one test walks them all, and the others need not wait for it. */
export async function shippedProcedures(): Promise<ReadonlyMap<string, AnyProcedure>> {
  const files = (await readdir(folder)).filter(file => file.endsWith('.ts')).toSorted();
  const found = files.map(async file => {
    // oxlint-disable-next-line import/no-dynamic-require -- being a file in the folder is all a procedure needs
    const module = (await import(new URL(file, folder).href)) as Record<string, AnyProcedure>;
    const [procedure] = Object.values(module);
    return [procedure!.id, procedure!] as const;
  });
  return new Map(await Promise.all(found));
}
