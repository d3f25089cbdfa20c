/** What is to be said, by a code and its parameters: the words of each language render it, and nothing else does. */
export type Coded<P> = { readonly [C in keyof P]: { readonly code: C } & P[C] }[keyof P];
