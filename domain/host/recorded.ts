import { brokenAt, type Entry, genesis } from '../log/chain.ts';
import { fold, viewOf } from '../case/case.ts';
import type { Environment } from '../case/environment.ts';
import { readEvent } from '../case/event.ts';
import type { CaseView } from '../case/view.ts';

/** The log of a case as it was written, and what it then folded to. */
export interface RecordedCase {
  readonly entries: readonly Entry[];
  readonly view: CaseView;
}

/**
 * Why a recorded case no longer is what it was under this code: its chain, an event's shape, the flow that its answers
 * come from (`Diverged`), or the first place of the view that differs. Undefined when it folds to what was recorded;
 * fields that the view has gained since do not count.
 */
export function differenceOfRecorded({ entries, view }: RecordedCase, environment: Environment): string | undefined {
  const broken = brokenAt(genesis(view.case), 0, entries);
  if (broken !== undefined) return `event ${broken} does not follow the one before it`;
  try {
    const events = entries.map(entry => readEvent(entry.text));
    return difference('view', JSON.parse(JSON.stringify(viewOf(fold(events, environment), environment))), view);
  } catch (error) {
    return `no longer folds: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The first place where `found` is not what `recorded` says, which may say less. */
function difference(at: string, found: unknown, recorded: unknown): string | undefined {
  if (typeof recorded !== 'object' || recorded === null || typeof found !== 'object' || found === null) {
    return Object.is(found, recorded)
      ? undefined
      : `${at}: found ${JSON.stringify(found)}, recorded was ${JSON.stringify(recorded)}`;
  }
  if (Array.isArray(recorded) && (found as readonly unknown[]).length !== recorded.length)
    return `${at}: found ${(found as readonly unknown[]).length}, recorded were ${recorded.length}`;
  for (const [name, value] of Object.entries(recorded)) {
    const place = difference(`${at}.${name}`, (found as Readonly<Record<string, unknown>>)[name], value);
    if (place !== undefined) return place;
  }
  return undefined;
}
