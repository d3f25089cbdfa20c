import type { Coded } from '../coded.ts';

/** A sentence for each code, made of its parameters. A code without one does not compile. */
export type SentencesFor<Params> = { readonly [C in keyof Params]: (params: Readonly<Params[C]>) => string };

/** The sentence of what is to be said. */
export const render = <Params>(sentences: SentencesFor<Params>, said: Coded<Params>): string =>
  sentences[said.code](said);
