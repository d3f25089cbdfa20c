import { randomUUID } from 'node:crypto';
import { Command, Option } from 'commander';
import type { Db } from '../db/client.ts';
import { erase, type ErasureSubject } from '../db/erasures/erase.ts';
import { readErasure } from '../db/erasures/erasure-commands.ts';
import { readCase } from '../db/cases/cases.ts';
import { readPersonNow } from '../db/directory/posts.ts';
import { type ErasureGround, erasureGrounds } from '../domain/case/vocabulary.ts';
import { Refused } from '../domain/refusal.ts';
import type { Actor } from '../domain/values.ts';
import { refusalText } from '../domain/words/refusals.ts';
import { isAgreed } from './agree.ts';
import { databaseHelp, withDatabase } from './connections.ts';
import { withExamples } from './options.ts';
import { printAnswer } from './output.ts';
import { action, UsageError } from './run.ts';

interface Options {
  readonly party?: string;
  readonly case?: string;
  readonly ground: ErasureGround;
  readonly by: string;
  readonly yes?: true;
  readonly json?: true;
}

export const command = withExamples(
  new Command('erase')
    .description(
      'Erases the personal data of a party, in the register and in all its cases, or that of one case and of those ' +
        'that read its fields. For good: no copy is kept here. The log of each case gets an event that says so.',
    )
    .option('--party <id>', 'whose data, by the id in the register')
    .option('--case <id>', 'the data of one case, by its own id')
    .addOption(new Option('--ground <ground>', '个人信息保护法 47').choices(erasureGrounds).makeOptionMandatory())
    .requiredOption('--by <person>', 'the administrator who erases it, by their id in the directory')
    .option('--yes', 'erases without asking')
    .option('--json', 'JSON instead of lines')
    .addHelpText('after', databaseHelp)
    .action(action((options: Options) => withDatabase(db => erasePersonal(db, options)))),
  'erase --party party-0123456789abcdef0123 --ground consentWithdrawn --by p-administrator',
);

async function erasePersonal(db: Db, { party, case: caseId, ground, by, yes, json }: Options): Promise<void> {
  try {
    const subject = subjectOf(party, caseId);
    const actor = await administrator(db, by, party ?? (await applicantOf(db, caseId!)));
    if (!yes && !(await isAgreed('Erase it for good?'))) return console.log('Nothing was erased.');
    const key = `${by}:erase-${randomUUID()}`;
    const id = await erase(db, { subject, ground, actor, key, isOnlyWhenClosed: false });
    const done = (await readErasure(db, id))!;
    printAnswer(json, done, [
      `Erased. ${done.cases} ${done.cases === 1 ? 'case records' : 'cases record'} it; workers write that down.`,
    ]);
  } catch (error) {
    if (error instanceof Refused) throw new UsageError(refusalText(error.refusal, 'en'), { cause: error });
    throw error;
  }
}

function subjectOf(party: string | undefined, caseId: string | undefined): ErasureSubject {
  if (party !== undefined && caseId === undefined) return { party };
  if (caseId !== undefined && party === undefined) return { caseId };
  throw new Refused('erasure.oneSubject', {});
}

async function applicantOf(db: Db, caseId: string): Promise<string> {
  const record = await readCase(db, caseId);
  if (!record) throw new Refused('case.unknown', { found: caseId });
  return record.view.applicant;
}

/** Nobody beyond their post, and nobody in their own affairs: the terminal asks the directory as the API does. */
async function administrator(db: Db, person: string, party: string): Promise<Actor> {
  const now = await readPersonNow(db, person);
  const held = now?.held.find(each => each.post === 'administrator');
  if (!held) throw new UsageError(`${person} holds no post of an administrator today.`);
  const interest = person === party ? 'own' : now?.interests?.find(each => each.party === party)?.interest;
  if (interest !== undefined)
    throw new Refused('actor.interested', { act: 'erasePersonal', found: interest }, 'civil-servant-law.76');
  return { person, role: 'administrator', post: held.post, unit: held.unit };
}
