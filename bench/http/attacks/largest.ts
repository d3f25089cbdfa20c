import { document, repeated, type Attack } from './attack.ts';

/** Half an hour on each fiftieth day. */
const pauses = Array.from({ length: 100 }, (_, index) => {
  const day = new Date(Date.UTC(2015, 0, 14) + index * 50 * 86_400_000).toISOString().slice(0, 10);
  return { from: `${day}T10:00:00+08:00`, to: `${day}T10:30:00+08:00` };
});
const preview = (index: number): string =>
  `a${index}: previewDeadline(limit: { unit: WD, n: ${4_300 - index} }, on: "2015-01-05", calendar: "demonstration", ` +
  'pauses: $pauses) { due lines(first: 10) { edges { node { why } } } }';
const previews = (times: number): string => `query Q($pauses: [PreviewPauseInput!]!) { ${repeated(times, preview)} }`;

/** The most that one request may ask for, answered in full: it must not hold up others either. */
export const largest: readonly Attack[] = [
  document(
    'a page of cases with clocks and steps',
    '200',
    '{ myCases(first: 100) { edges { node { number title status receivedAt ' +
      'clocks { clock title due colour state limit { text } } steps { step title state } } } } }',
  ),
  document(
    'a page of cases with thirty aliases',
    '200',
    `{ myCases(first: 100) { edges { node { ${repeated(28, index => `a${index}: number`)} ` +
      'title status colour acceptance channel extended unlawful receivedAt acceptedAt decidedAt endedAt closed ' +
      'asOf applicant revision remedies lead { title kind } } } } }',
  ),
  document(
    'a page of clocks with their cases',
    '200',
    `{ myCases(first: 100) { edges { node { clocks { ${repeated(16, index => `a${index}: title`)} } } } } }`,
  ),
  document(
    '700 cases that are not for the caller',
    '200 NOT_PERMITTED',
    `{ myCases(first: 100) { edges { node { ${repeated(7, index => `a${index}: instruments { instrument }`)} } } } }`,
  ),
  document('nine limits over eighteen years with a hundred pauses each', '200', previews(9), { pauses }),
  document('ten limits over eighteen years', '200 TOO_COMPLEX', previews(10), { pauses }),
];
