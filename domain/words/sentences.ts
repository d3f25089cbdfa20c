/** A sentence for each code, made of its parameters. A code without one does not compile. */
export type SentencesFor<Params> = { readonly [C in keyof Params]: (params: Readonly<Params[C]>) => string };
