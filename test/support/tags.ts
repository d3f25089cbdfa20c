/** What a test is marked with: `npm run watch` leaves out what is marked so, and every other run tries it. */
export const tags = [{ name: 'long', description: 'takes longer than ten others, of 60 ms and more' }];

/** Marks a test: `test('…', long, () => …)`. */
export const long = { tags: ['long'] };
