import { sql } from 'kysely';
import type { CommandContext } from '../../commands/context.ts';
import { environmentOf } from '../../commands/environment.ts';
import { readLog } from '../../db/log/read.ts';
import { endingOf } from '../../domain/case/capabilities/children/ending.ts';
import type { ChildState } from '../../domain/case/capabilities/children/state.ts';
import { beforeReceipt, evolve, foldEntries, type CaseState } from '../../domain/case/case.ts';
import { readEvent, type CaseEvent } from '../../domain/case/event.ts';
import { canonicalJson } from '../../domain/log/canonical.ts';
import { letterKey, type Letter } from '../../domain/log/letter.ts';
import { undecided } from '../../domain/case/state.ts';

/** How many cases others opened, and of how many of these their parent was told the ending. */
export interface Parts {
  readonly children: number;
  readonly ended: number;
}

/** What the cases of a run say of each other. */
export interface Families extends Parts {
  /** Cases that opened others. */
  readonly parents: number;
  /** What cases wrote to each other. */
  readonly letters: number;
  readonly found: readonly string[];
}

/** How far the families of a run have come. */
export async function partsOf(db: CommandContext['db']): Promise<Parts> {
  const [opened, told] = await Promise.all([
    db.selectFrom('case').select('id').where('parent', 'is not', null).execute(),
    db.selectFrom('event').select('seq').where('type', '=', 'childEnded').execute(),
  ]);
  return { children: opened.length, ended: told.length };
}

interface Told {
  readonly id: string;
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
  readonly letters: readonly { readonly key: string; readonly letter: Letter }[];
  /** What it came to, in the shape in which a parent gets it. */
  readonly ending: unknown;
}

/** Refusals of what arrived when nothing could come of it any more. (P34) */
const late = new Set(['case.ended', 'case.decided', 'step.answered', 'step.cancelled']);

/**
 * Holds parents and children against each other, by their logs alone: every letter that an event writes is one row and
 * every row is a letter's; every child is its parent's, once; and both say the same of what became of it.
 */
export async function auditFamilies(context: CommandContext): Promise<Families> {
  const ids = (await context.db.selectFrom('case').select('id').execute()).map(({ id }) => id);
  const all = new Map<string, Told>();
  for (const id of ids) all.set(id, await toldBy(context, id));
  const links = [...all.values()].flatMap(parent => (parent.state.children ?? []).map(link => ({ parent, link })));
  const found = [
    ...(await lettersArrived(context, all)),
    ...links.flatMap(({ parent, link }) => agree(parent, link, all.get(link.case))),
    ...[...all.values()].flatMap(child => isItsParents(child, all)),
    ...(await draftsAreThere(context, links)),
  ];
  return {
    parents: new Set(links.map(({ parent }) => parent.id)).size,
    children: links.filter(({ link }) => all.has(link.case)).length,
    letters: [...all.values()].reduce((sum, { letters }) => sum + letters.length, 0),
    ended: links.filter(({ link }) => link.endedAt !== undefined).length,
    found,
  };
}

async function toldBy(context: CommandContext, id: string): Promise<Told> {
  const entries = await readLog(context.db, id);
  const { procedure } = await context.db
    .selectFrom('case')
    .select('procedure')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const environment = environmentOf(context, procedure);
  const { state, events, entries: folded } = foldEntries(beforeReceipt(id), entries, environment);
  const letters = folded.flatMap(({ seq, letters: written = [] }) =>
    written.map((letter, n) => ({ key: letterKey(id, seq, n), letter })),
  );
  let before: CaseState | undefined;
  let ending: unknown;
  for (const { text } of entries) {
    const event = readEvent(text);
    const after = evolve(before, event, environment);
    if (before && undecided(before) && !undecided(after)) ending = endingOf(event, after);
    before = after;
  }
  return { id, state, events, letters, ending };
}

/** Every letter is one command of its receiver, with what it says. Each is answered, with a no only if it came late. */
async function lettersArrived(context: CommandContext, all: ReadonlyMap<string, Told>): Promise<readonly string[]> {
  const rows = await context.db
    .selectFrom('command')
    .select(['key', 'case_id', 'payload', 'begins', 'answer'])
    .where(sql<boolean>`sender_seq > 0`)
    .execute();
  const there = new Map(rows.map(row => [row.key, row]));
  const found: string[] = [];
  for (const { key, letter } of [...all.values()].flatMap(({ letters }) => letters)) {
    if (letter.draft) continue;
    const row = there.get(key);
    there.delete(key);
    if (!row) found.push(`${key} to ${letter.to}: lost`);
    else if (row.case_id !== letter.to || row.payload !== canonicalJson(letter.payload))
      found.push(`${key} to ${letter.to}: found ${row.payload} to ${row.case_id}`);
    else if (!row.answer) found.push(`${key} to ${letter.to}: no answer`);
    else if (!row.answer.accepted && (row.begins || !late.has(row.answer.refused.code)))
      found.push(`${key} to ${letter.to}: refused, ${row.answer.refused.code}`);
  }
  return [...found, ...[...there.keys()].map(key => `${key}: a letter that nobody wrote`)];
}

/** What a parent says of a child is what the child says. */
function agree({ id, state }: Told, link: ChildState, child: Told | undefined): readonly string[] {
  const place = `${link.step} of ${id} (${link.case})`;
  const told = state.log.filter(({ id: step }) => step === link.step);
  if (!child) {
    const isWaitedFor = !link.isDraft && link.endedAt === undefined && link.stoppedAt === undefined;
    return isWaitedFor ? [`${place}: was ordered, and is no case`] : [];
  }
  if (link.isDraft) return [`${place}: is a draft, and a case too`];
  const isOpen = undecided(child.state);
  const found: string[] = [];
  if (told.length > 1) found.push(`${place}: its ending was taken ${told.length} times`);
  if (link.endedAt !== undefined && canonicalJson(told[0]?.value) !== canonicalJson(child.ending))
    found.push(`${place}: the parent has ${canonicalJson(told[0]?.value)}, the child ${canonicalJson(child.ending)}`);
  if (link.stoppedAt !== undefined && isOpen) found.push(`${place}: was stopped, and goes on as ${child.state.status}`);
  const isAwaited = link.endedAt === undefined && link.stoppedAt === undefined && undecided(state);
  if (isAwaited && !isOpen) found.push(`${place}: is ${child.state.status}, and its parent waits for it`);
  return found;
}

/** A case that was opened is the one that its parent opened by that step, and was received once. */
function isItsParents({ id, state, events }: Told, all: ReadonlyMap<string, Told>): readonly string[] {
  if (!state.parent) return [];
  const { case: parent, step } = state.parent;
  const links = all.get(parent)?.state.children?.filter(each => each.case === id) ?? [];
  const found = links.map(link => link.step).join(', ') || 'none';
  return [
    ...(links.length === 1 && found === step ? [] : [`${id}: opened by ${step} of ${parent}, which has ${found}`]),
    ...(events.filter(({ type }) => type === 'received').length === 1 ? [] : [`${id}: not received once`]),
  ];
}

/** A draft is there as long as its parent waits for it, and no longer. */
async function draftsAreThere(
  { db }: CommandContext,
  links: readonly { readonly parent: Told; readonly link: ChildState }[],
): Promise<readonly string[]> {
  const rows = await db.selectFrom('draft').select('id').where('parent', 'is not', null).execute();
  const kept = new Set(rows.map(({ id }) => id));
  const waiting = new Set(
    links
      .filter(({ link }) => link.isDraft && link.endedAt === undefined && link.stoppedAt === undefined)
      .map(({ link }) => link.case),
  );
  return [
    ...[...waiting].filter(id => !kept.has(id)).map(id => `the draft ${id}: lost`),
    ...[...kept].filter(id => !waiting.has(id)).map(id => `the draft ${id}: nobody waits for it`),
  ];
}
