import type { Db } from '../../db/client.ts';
import { keepNumbers, type GivenNumber } from '../../db/instruments/numbers.ts';
import { readKeptPersonal } from '../../db/commands/personal.ts';
import { passCaseNumbers } from '../../db/cases/case-numbers.ts';
import { placesOf } from '../../domain/case/kept-personal.ts';
import type { CaseEvent } from '../../domain/case/event.ts';
import { recordNumberText } from '../../domain/words/zh-CN/instruments.ts';

/** The numbers of records of the ladder (文号) in these events of a case, each with the register that it comes from. */
export const numbersIn = (caseId: string, events: readonly CaseEvent[]): readonly GivenNumber[] =>
  events.flatMap(event =>
    event.type === 'instrumentAddressed' ? [{ caseId, instrument: event.data.instrument, ...event.data.number }] : [],
  );

/** References of personal fields that these events carry and of which nothing is known: erased ones are not lost. */
export async function personalLost(db: Db, events: readonly CaseEvent[]): Promise<readonly string[]> {
  const references = events.flatMap(({ data }) => placesOf('personal' in data ? data.personal : undefined));
  if (references.length === 0) return [];
  const kept = new Set((await readKeptPersonal(db, references)).map(each => each.reference));
  return references.filter(each => !kept.has(each));
}

/**
 * Sees to it that neither these numbers of records nor this case number is given again. Returns what was not known
 * before, as it is written.
 */
export async function reserveIssuedNumbers(
  db: Db,
  { number, instruments }: { readonly number?: string; readonly instruments: readonly GivenNumber[] },
): Promise<readonly string[]> {
  const serial = Number(/-(\d+)$/.exec(number ?? '')?.[1] ?? 0);
  const passed =
    (await passCaseNumbers(db, serial)) > 0 && number !== undefined ? [`case numbers up to ${number}`] : [];
  return [
    ...passed,
    ...(await keepNumbers(db, instruments)).map(each => `${recordNumberText(each)} of ${each.authority}`),
  ];
}
