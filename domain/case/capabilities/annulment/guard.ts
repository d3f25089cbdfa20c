import { districtGovernment } from '../../../directory/directory.ts';
import { Refused } from '../../../refusal.ts';
import type { Actor } from '../../../values.ts';
import type { CommandOf } from '../../command.ts';
import type { Asking, Named } from '../../capability.ts';
import { refuseWhileSuspended, requireRole, requireUnit } from '../../refusals.ts';
import { undecided, type CaseState } from '../../state.ts';
import { undo } from './undo.ts';
import type { AnnullableAct } from './state.ts';

/** 撤销有误的延期、暂停、受理: once, while the case is undecided, by whoever gave it or a post above. (C24) */
export function annul({ state, asked, environment }: Asking, { event: seq }: Named<CommandOf<'annul'>>): void {
  requireRole(asked.actor, 'annul', 'window-clerk', 'officer', 'unit-head');
  const act = requireAct(state, seq);
  if (!undecided(state)) throw new Refused('case.decided', { act: 'annul', found: state.status }, 'rule.annulment');
  requirePostOf(act, asked.actor);
  const isAcceptance = act.of === 'accepted' || act.of === 'tolerantlyAccepted';
  if (isAcceptance) requireUntouched(state);
  else if (!isRunningOtherwise(state, undo(state, act, asked.askedAt, environment)))
    throw new Refused('annul.finished', { found: act.of });
}

export function requireAct({ annullable = [] }: CaseState, seq: number): AnnullableAct {
  const act = annullable.find(each => each.seq === seq);
  const standing = annullable.filter(({ annulledBy }) => annulledBy === undefined).map(each => each.seq);
  if (!act) throw new Refused('annul.unknown', { found: seq, expected: standing }, 'rule.annulment');
  if (act.annulledBy !== undefined)
    throw new Refused('annul.twice', { found: seq, by: act.annulledBy }, 'rule.annulment');
  return act;
}

/** How high a post is in its unit; a post that is not told is the role's usual. */
const posts = ['handler', 'section-head', 'vice-head', 'deputy-head', 'principal'];
const rankOf = ({ role, post = role === 'unit-head' ? 'principal' : 'handler' }: Actor): number =>
  Math.max(0, posts.indexOf(post));

/** The post that gave it, one above it in that unit, or the head of the government, which is above every unit. */
function requirePostOf({ by }: AnnullableAct, actor: Actor): void {
  if (actor.role === 'unit-head' && actor.unit === districtGovernment) return;
  requireUnit(actor, 'annul', by.unit ?? '');
  if (rankOf(actor) >= rankOf(by)) return;
  throw new Refused(
    'actor.wrongPost',
    { act: 'annul', found: actor.post ?? 'handler', expected: posts[rankOf(by)]! },
    'rule.annulment',
  );
}

/** Nothing was built on the acceptance yet: no step answered, no special procedure begun, no other case opened. */
function requireUntouched(state: CaseState): void {
  refuseWhileSuspended(state, 'annul');
  const found = [
    ...(state.log.length > 0 ? (['answered'] as const) : []),
    ...(state.steps.some(({ specials = [] }) => specials.some(each => !each.isAnnulled)) ? (['special'] as const) : []),
    ...((state.children ?? []).length > 0 ? (['children'] as const) : []),
  ];
  if (found.length > 0) throw new Refused('annul.begun', { found }, 'rule.annulment');
}

/** Whether something that still runs was moved by the act: what is finished keeps its verdict. */
const isRunningOtherwise = (before: CaseState, after: CaseState): boolean =>
  before.clocks.some((clock, index) => clock.stoppedAt === undefined && clock !== after.clocks[index]);
