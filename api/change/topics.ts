import { caseTopic, deskTopic, partyTopic, type Topic } from '../../delivery/live/topics.ts';
import { wholeCity } from '../../db/cases/read-model.ts';
import { refusalOf } from '../../domain/refusal.ts';
import { caseIdOf, visibleCase } from '../case/load-visible-case.ts';
import { ownApplicants } from '../case/own-applicants.ts';
import { forbidden, Unauthenticated, UnfitArgument } from '../error/errors.ts';
import type { Context } from '../schema/context.ts';
import { ofOneUnit, overseers } from '../schema/who.ts';
import type { Viewer } from '../viewer/viewer.ts';

/** What is asked to be told of. */
export interface Followed {
  readonly cases?: readonly string[] | null | undefined;
  readonly units?: readonly string[] | null | undefined;
  readonly own?: boolean | null | undefined;
}

const coordinate = 'Subscription.changes';
const mostCases = 100;
const mostUnits = 50;

/** The topics of what is asked; and the cases among it that the viewer does not see. */
export async function topicsOf(
  context: Context,
  { cases, units, own }: Followed,
): Promise<{ readonly topics: ReadonlySet<Topic>; readonly unseen: readonly string[] }> {
  const { viewer } = context;
  if (viewer === undefined) throw new Unauthenticated(coordinate);
  checkCount('cases', cases, mostCases);
  checkCount('units', units, mostUnits);
  const ids = (cases ?? []).flatMap(each => caseIdOf(each) ?? []);
  const seen = await Promise.all(ids.map(id => visibleCase(context, id)));
  const wantsOwn = own ?? (cases == null && units == null);
  const topics = [
    ...ids.filter((_id, index) => seen[index] !== undefined).map(caseTopic),
    ...(units ?? []).map(unit => unitTopic(viewer, unit)),
    ...(wantsOwn ? await ownTopics(context, viewer) : []),
  ];
  return { topics: new Set(topics), unseen: ids.filter((_id, index) => seen[index] === undefined) };
}

function checkCount(argument: string, asked: readonly string[] | null | undefined, most: number): void {
  const found = asked?.length ?? 0;
  if (found > most) throw new UnfitArgument(refusalOf('request.outOfRange', { argument, found, least: 0, most }));
}

/** Whoever acts for a unit follows its desk alone; whoever oversees all follows any. */
function unitTopic(viewer: Viewer, unit: string): Topic {
  const isTheirs = ofOneUnit.includes(viewer.role) && viewer.unit === unit;
  if (!isTheirs && !overseers.includes(viewer.role))
    throw forbidden(viewer, coordinate, ofOneUnit.includes(viewer.role));
  return deskTopic(unit);
}

/** What is theirs without being named: their own cases, the desk of their unit, or all cases. */
async function ownTopics(context: Context, viewer: Viewer): Promise<readonly Topic[]> {
  if (overseers.includes(viewer.role)) return [deskTopic(wholeCity)];
  if (ofOneUnit.includes(viewer.role)) return viewer.unit === undefined ? [] : [deskTopic(viewer.unit)];
  return (await ownApplicants(context)).map(partyTopic);
}
