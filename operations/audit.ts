import { commandsWithoutCase } from '../db/audit/commands.ts';
import { otherRows } from '../db/audit/other-rows.ts';
import { otherRegisters } from '../db/audit/registers.ts';
import { type CaseName, countCases, pageOfCases, type Selection } from '../db/audit/selection.ts';
import { atOneMoment, storedCases } from '../db/audit/stored-cases.ts';
import { storedDirectory } from '../db/audit/directory.ts';
import { scopesWithoutCase, sealedRegisters, storedSeals } from '../db/audit/seals.ts';
import type { Db, Tx } from '../db/client.ts';
import { directoryIsAsWritten } from '../domain/audit/directory.ts';
import { sealsHold } from '../domain/audit/seals.ts';
import { auditCase, type Finding } from '../domain/audit/audit.ts';
import type { Environment } from '../domain/case/environment.ts';
import type { CommandContext } from '../commands/context.ts';
import { environmentOf } from '../commands/environment.ts';

/** Cases read at once: what an audit holds in memory. */
const page = 20;
/** Findings about acts without a case that are named; there should be none. */
const most = 1_000;

export interface Audit {
  /** Milliseconds for which an act may be unanswered, or something due not yet done. */
  readonly patience: number;
  readonly selection: Selection;
  readonly onFinding: (finding: Finding) => void;
  /** Told after each page: cases done, of how many. */
  readonly onProgress?: (done: number, all: number) => void;
  /** Ends the audit after the page at hand. */
  readonly signal?: AbortSignal;
}

/** What an audit looked at. */
export interface Audited {
  readonly cases: number;
  readonly events: number;
  readonly commands: number;
  readonly accepted: number;
  readonly refused: number;
  readonly messages: number;
  readonly numbers: number;
}

/** Audits cases one after the other, by what the database keeps alone; changes nothing. Can run beside the product. */
export async function audit(
  context: Pick<CommandContext, 'procedures' | 'calendars'> & { readonly db: Db },
  { patience, selection, onFinding, onProgress, signal }: Audit,
): Promise<Audited> {
  const { db } = context;
  const all = await countCases(db, selection);
  let audited: Audited = { cases: 0, events: 0, commands: 0, accepted: 0, refused: 0, messages: 0, numbers: 0 };
  for (
    let names = await pageOfCases(db, selection, undefined, page);
    names.length > 0;
    names = await pageOfCases(db, selection, names.at(-1), page)
  ) {
    audited = plus(audited, await auditPage(context, names, patience, onFinding));
    onProgress?.(audited.cases, all);
    if (signal?.aborted) return audited;
  }
  for (const { caseId, key, answer, age, dead } of await commandsWithoutCase(db, selection, most)) {
    const place = `command ${key}`;
    if (answer)
      onFinding({
        check: 'lost',
        case: caseId,
        place,
        found: 'no case',
        expected: 'the case that was told as received',
      });
    else if (dead !== undefined)
      onFinding({ check: 'deadLetter', case: caseId, place, found: dead, expected: 'an answer' });
    else if (age > patience)
      onFinding({
        check: 'unanswered',
        case: caseId,
        place,
        found: `no answer after ${Math.round(age / 1_000)} s`,
        expected: `one within ${Math.round(patience / 1_000)} s`,
      });
  }
  await auditSeals(db, selection, onFinding);
  await auditDirectory(db, onFinding);
  for (const { register, last, count, highest } of await otherRegisters(db)) {
    onFinding({
      check: 'number',
      case: 'register',
      place: register,
      found: `${count} numbers up to ${highest}, the counter at ${last}`,
      expected: 'numbers without a gap up to the counter',
    });
  }
  return audited;
}

/** The registers, and what is of no case: applications that were refused. */
async function auditSeals(db: Db, { cases }: Selection, onFinding: Audit['onFinding']): Promise<void> {
  await atOneMoment(db, tx => holdSeals(tx, sealedRegisters, onFinding));
  if (cases) return;
  for (let after = ''; ;) {
    const scopes = await scopesWithoutCase(db, after, page);
    if (scopes.length === 0) return;
    await atOneMoment(db, tx => holdSeals(tx, scopes, onFinding));
    after = scopes.at(-1)!;
  }
}

async function auditDirectory(db: Db, onFinding: Audit['onFinding']): Promise<void> {
  const { directory, changes } = await atOneMoment(db, storedDirectory);
  directoryIsAsWritten(changes, directory, (check, place, found, expected) => {
    onFinding({ check, case: 'directory', place, found, expected });
  });
}

async function holdSeals(tx: Tx, scopes: readonly string[], onFinding: Audit['onFinding']): Promise<void> {
  for (const stored of await storedSeals(tx, scopes))
    sealsHold(stored, (check, place, found, expected) => {
      onFinding({ check, case: stored.scope, place, found, expected });
    });
}

function auditPage(
  context: Parameters<typeof audit>[0],
  names: readonly CaseName[],
  patience: number,
  onFinding: Audit['onFinding'],
): Promise<Audited> {
  return atOneMoment(context.db, async tx => {
    const cases = await storedCases(
      tx,
      names.map(each => each.id),
    );
    // By their text: a log that no longer parses is a finding, not a fault of ours.
    await context.calendars.load(
      cases.flatMap(each =>
        each.events.flatMap(({ text }) => [...text.matchAll(/"calendar":"([^"]+)"/g)].map(match => match[1]!)),
      ),
      tx,
    );
    await holdSeals(
      tx,
      cases.map(each => each.id),
      onFinding,
    );
    for (const stored of cases) {
      let environment: Environment;
      try {
        environment = environmentOf(context, names.find(each => each.id === stored.id)?.procedure ?? '');
      } catch (error) {
        onFinding({
          check: 'unknown',
          case: stored.id,
          place: 'procedure',
          found: error instanceof Error ? error.message : String(error),
          expected: 'a build that has it',
        });
        continue;
      }
      const { findings, view } = auditCase(stored, patience, environment);
      findings.forEach(onFinding);
      for (const { table, key, found, expected } of view ? await otherRows(tx, stored.id, view) : []) {
        onFinding({
          check: 'readModel',
          case: stored.id,
          place: `${table} ${key}`,
          found: found ?? 'none',
          expected: expected ?? 'none',
        });
      }
    }
    const commands = cases.flatMap(each => each.commands);
    return {
      cases: cases.length,
      commands: commands.length,
      events: sum(cases, each => each.events.length),
      messages: sum(cases, each => each.messages.length),
      numbers: sum(cases, each => each.numbers.length),
      accepted: commands.filter(each => each.answer?.accepted === true).length,
      refused: commands.filter(each => each.answer?.accepted === false).length,
    };
  });
}

const sum = <T>(list: readonly T[], of: (each: T) => number): number =>
  list.reduce((total, each) => total + of(each), 0);
const plus = (a: Audited, b: Audited): Audited =>
  Object.fromEntries(Object.entries(a).map(([name, n]) => [name, n + b[name as keyof Audited]])) as unknown as Audited;
