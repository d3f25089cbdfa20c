import { parseInstant } from '../../domain/calendar/day.ts';
import { dueInstantText } from '../../domain/words/times.ts';
import type { ActedCase, FrontEnd } from './front-end.ts';
import { government, supervisor } from './stories.ts';

interface Happened {
  readonly at: string;
  readonly on: string;
  readonly type: string;
  readonly actor: { readonly role: string; readonly unit: { readonly title: string } | null };
  readonly clock: string | null;
  readonly step: string | null;
  readonly instrument: string | null;
}

const time = (text: string): string => text.slice(0, 16).replace('T', ' ');
/** What time did at 24:00 happened on the day that it ends. */
const timeOn = ({ at, on }: Happened): string => (at.slice(0, 10) === on ? time(at) : `${on} 24:00`);

export const printState = (what: string, after: ActedCase): void => {
  const running = after.clocks
    .filter(clock => clock.state !== 'STOPPED')
    .map(
      clock =>
        `${clock.title} ${clock.due === null ? '待定' : dueInstantText(parseInstant(clock.due))}` +
        (clock.due !== null && clock.projected ? '（预计）' : ''),
    );
  console.log(`  ${what}\n      状态 ${after.status}　${running.join('　')}`);
};

export async function printTimeline(api: FrontEnd, caseId: string): Promise<void> {
  const query = `query Timeline($id: ID!, $after: String) { case(id: $id) { timeline(first: 100, after: $after) {
    nodes: edges { node { at on type actor { role unit { title } } clock step instrument } }
    pageInfo { hasNextPage endCursor } } } }`;
  for (let after: string | null = null, more = true; more;) {
    const {
      case: found,
    }: { case: { timeline: { nodes: { node: Happened }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } } =
      await api.ask(supervisor(government), query, { id: caseId, after });
    for (const { node } of found.timeline.nodes) {
      const { type, instrument, clock, step, actor } = node;
      const whatAndWho = [instrument ?? clock ?? step, actor.unit?.title ?? actor.role].filter(Boolean);
      console.log(`  ${timeOn(node)}  ${type.padEnd(20)} ${whatAndWho.join('　')}`);
    }
    ({ hasNextPage: more, endCursor: after } = found.timeline.pageInfo);
  }
}

export async function printInstruments(
  api: FrontEnd,
  caseId: string,
): Promise<readonly { instrument: string; level: string }[]> {
  const query =
    'query Instruments($id: ID!) { case(id: $id) { instruments { instrument level title number state ' +
    'openedAt ' +
    'content addressees { post person standsInFor unit { title } } } } }';
  const { case: found } = await api.ask<{
    case: {
      instruments: {
        instrument: string;
        level: string;
        title: string;
        number: string | null;
        state: string;
        openedAt: string;
        content: string;
        addressees: { post: string; standsInFor: string | null; unit: { title: string } }[];
      }[];
    };
  }>(supervisor(government), query, { id: caseId });
  for (const each of found.instruments) {
    const [first] = each.addressees;
    const to = first
      ? `${first.unit.title} ${first.post}${first.standsInFor === null ? '' : '（代）'}` +
        (each.addressees.length > 1 ? ` 等 ${each.addressees.length} 处` : '')
      : '';
    console.log(
      `  ${time(each.openedAt)}  ${each.title} ${each.number ?? ''} [${each.state}] → ${to}\n      ${each.content}`,
    );
  }
  return found.instruments;
}
