/**
 * So many examples of a property; of a share of them where the run says so: a save, a mutant or `npm test` wants an
 * answer soon, and `npm run test:all` tries all.
 */
export const times = (examples: number): { readonly numRuns: number } => ({
  numRuns: Math.ceil(examples * Number(process.env['EXAMPLES_SHARE'] ?? 1)),
});
