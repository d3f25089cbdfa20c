import { type Reader, TooFarBehind } from '../../delivery/live/readers.ts';
import { type Change, caseTopic } from '../../delivery/live/topics.ts';
import { refusalOf } from '../../domain/refusal.ts';
import { maySee } from '../case/load-visible-case.ts';
import { UnfitArgument } from '../error/errors.ts';
import type { Context } from '../schema/context.ts';
import { createLoaders } from '../schema/loaders.ts';
import type { Watch } from '../viewer/watch.ts';
import type { Changes } from './changes.ts';
import { changeCursor, positionOf } from './cursor.ts';
import type { ToldChange } from './objects.ts';
import { type Followed, topicsOf } from './topics.ts';

/**
 * Tells the changes of what is followed, one after the other, for as long as the caller stays. The first says from
 * where on. Who may see a case is asked anew at each change: whoever does not see it any more is told so once, where
 * they would else go on showing it, and nothing where they would not.
 */
export async function* follow(
  context: Context,
  { after, ...asked }: Followed & { readonly after?: string | null | undefined },
): AsyncGenerator<ToldChange> {
  const { watch, changes } = context;
  if (watch === undefined) throw new Error('A subscription is carried out without a stream.');
  const { topics, unseen } = await topicsOf(context, asked);
  const reader = await changes.open(topics, positionOf(watch.lastEventId ?? after)).catch(orUnfit);
  watch.signal.addEventListener('abort', () => reader.close(), { once: true });
  if (watch.signal.aborted) reader.close();
  try {
    yield { cursor: changeCursor(reader.position) };
    for (const caseId of unseen) yield { cursor: changeCursor(reader.position), caseId };
    for (let next = await reader.next().catch(orUnfit); next; next = await reader.next().catch(orUnfit)) {
      const cursor = changeCursor(next.position);
      const told = 'caseId' in next ? await toldOf(context, watch, changes, reader, next) : {};
      if (told) yield { cursor, ...told };
    }
  } finally {
    reader.close();
  }
}

/** What somebody is told of a change, as whoever they are by now; undefined where it is nothing of theirs. */
async function toldOf(
  context: Context,
  watch: Watch,
  changes: Changes,
  { topics }: Reader,
  change: Change,
): Promise<Omit<ToldChange, 'cursor'> | undefined> {
  const { caseId, left } = change;
  const viewer = await watch.renew();
  const record = await changes.recordOf(change);
  if (record && (await maySee({ ...context, viewer, loaders: createLoaders(context.db, viewer) }, record)))
    return { caseId, record };
  const followedIt = topics.delete(caseTopic(caseId));
  return followedIt || [...left].some(topic => topics.has(topic)) ? { caseId } : undefined;
}

function orUnfit(error: unknown): never {
  if (error instanceof TooFarBehind) throw new UnfitArgument(refusalOf('live.tooFarBehind', {}));
  throw error;
}
