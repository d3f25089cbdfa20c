import type { Coded } from '../coded.ts';

/** A sentence for each code: leaving one out does not compile. */
export type Sentences<P> = { readonly [C in keyof P]: (params: P[C]) => string };

/** The sentence of what is to be said. */
export const render = <P>(sentences: Sentences<P>, said: Coded<P>): string => sentences[said.code](said);
