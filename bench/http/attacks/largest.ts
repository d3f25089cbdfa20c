import { document, repeated, type Attack } from './attack.ts';

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
];
