import type { AnyProcedure } from '../domain/procedure/procedure.ts';

/** What webpack makes of a folder; the bundle knows no file system. */
interface Folder {
  keys(): readonly string[];
  (file: string): Readonly<Record<string, unknown>>;
}
interface Bundled {
  readonly webpackContext: (
    folder: string,
    options: { readonly recursive: boolean; readonly regExp: RegExp },
  ) => Folder;
}

const folder = (import.meta as unknown as Bundled).webpackContext('./procedures', {
  recursive: false,
  regExp: /\.v\d+\.ts$/,
});

/**
 * Every file `<name>.v<version>.ts` of `procedures/`, by its workflow type. `bin/compose/procedures.ts` checks them at
 * start. Loaded once a worker, so its modules are closed for what `preloaded.ts` says.
 */
export const procedures: ReadonlyMap<string, AnyProcedure> = new Map(
  folder
    .keys()
    .map(file => [
      file.slice('./'.length, -'.ts'.length),
      Object.values(Object.freeze(folder(file)))[0] as AnyProcedure,
    ]),
);
