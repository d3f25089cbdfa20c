import { randomBytes } from 'node:crypto';
import type { Db } from '../db/client.ts';
import { readCommand } from '../db/commands/commands.ts';
import type { CommandRow } from '../db/commands/command-row.ts';
import { keepPersonal, type KeptPersonal, readKeptPersonal } from '../db/commands/personal.ts';
import { digestOf } from '../domain/log/chain.ts';
import type { CommandOf } from '../domain/case/command.ts';
import { canonicalJson } from '../domain/log/canonical.ts';

/** Personal fields of a form, as the applicant gave them. */
export type PersonalFields = Readonly<Record<string, unknown>>;
type Reference = NonNullable<CommandOf<'receive'>['personal']>;

/** Kept beside the fields and erased with them: without it nobody can find a telephone number from its digest. */
const salt = '$salt';

/** What stands in the log for the personal fields that came with a command. */
const personalReferenceOf = (key: string): string => `personal:${digestOf(key).slice(0, 32)}`;

/** What came with a key before: its command, and the personal fields, which are kept before it. */
export interface Earlier {
  readonly command: CommandRow | undefined;
  readonly kept: KeptPersonal | undefined;
}

/** Reads what came with a key before, but for what was read already. */
export async function readEarlier(db: Db, key: string, read?: Pick<Earlier, 'command'>): Promise<Earlier> {
  // The command first: its fields were kept before it, so that they are seen wherever it is.
  const command = read ? read.command : (await readCommand(db, key))?.command;
  const [kept] = await readKeptPersonal(db, [personalReferenceOf(key)]);
  return { command, kept };
}

/**
 * Keeps the personal fields that come with a command, apart from it, and returns what stands for them in the log. A
 * repeat of the command gets the same reference and digest, also when the fields were erased since; undefined when the
 * repeat brings other fields.
 */
export async function storePersonalFields(
  db: Db,
  key: string,
  caseId: string,
  given: PersonalFields,
  past?: Earlier,
): Promise<Reference | undefined> {
  const reference = personalReferenceOf(key);
  for (let earlier = past ?? (await readEarlier(db, key)); ; earlier = await readEarlier(db, key)) {
    const { kept, command } = earlier;
    if (kept && !kept.fields) return kept.caseId === caseId ? { reference, digest: kept.digest } : undefined;
    if (kept?.fields) {
      const fields = Object.fromEntries(Object.entries(kept.fields).filter(([name]) => name !== salt));
      return kept.caseId === caseId && canonicalJson(fields) === canonicalJson(given)
        ? { reference, digest: kept.digest }
        : undefined;
    }
    if (command) return (JSON.parse(command.payload) as { personal?: Reference }).personal;
    const fields = { ...given, [salt]: randomBytes(16).toString('hex') };
    const digest = digestOf(canonicalJson(fields));
    if (await keepPersonal(db, { reference, caseId, fields, digest })) return { reference, digest };
  }
}
