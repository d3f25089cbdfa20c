/** A row of a table, as text. */
export type Row = readonly string[];

/** Text that a spreadsheet would read as a formula begins so. */
const formula = /^[=+\-@\t\r]/u;

/** A cell that no spreadsheet carries out: what begins like a formula gets an apostrophe before it. */
export const guarded = (text: string): string => (formula.test(text) ? `'${text}` : text);
