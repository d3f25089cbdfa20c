/**
 * `npm run demo`: plays the whole story against a running stack, through GraphQL alone, and prints a readable timeline.
 */
import { parseArgs } from 'node:util';
import { FrontEnd, type ActedCase } from './demo/front-end.ts';
import { goodWay, government, nobodyActs, supervisor } from './demo/stories.ts';
import { dataFolder, locateApi } from './compose/local-stack.ts';
import { openIssuer } from './compose/issuer/issuer.ts';

const help = `Plays two stories against the stack that npm start runs, and prints what happened.

  npm run demo [-- --url http://127.0.0.1:4000]
`;

interface Happened {
  readonly at: string;
  readonly type: string;
  readonly actor: { readonly role: string; readonly unit: { readonly title: string } | null };
  readonly clock: string | null;
  readonly step: string | null;
  readonly instrument: string | null;
}

const time = (text: string): string => text.slice(0, 16).replace('T', ' ');

const said = (what: string, after: ActedCase): void => {
  const running = after.clocks
    .filter(clock => clock.state !== 'STOPPED')
    .map(
      clock =>
        `${clock.title} ${clock.due === null ? '待定' : `${time(clock.due)}${clock.projected ? '（预计）' : ''}`}`,
    );
  console.log(`  ${what}\n      状态 ${after.status}　${running.join('　')}`);
};

async function timeline(api: FrontEnd, caseId: string): Promise<void> {
  const query = `query Timeline($id: ID!, $after: String) { case(id: $id) { timeline(first: 100, after: $after) {
    nodes: edges { node { at type actor { role unit { title } } clock step instrument } } pageInfo { hasNextPage endCursor } } } }`;
  for (let after: string | null = null, more = true; more;) {
    const {
      case: found,
    }: { case: { timeline: { nodes: { node: Happened }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } } =
      await api.ask(supervisor(government), query, { id: caseId, after });
    for (const { node } of found.timeline.nodes)
      console.log(
        `  ${time(node.at)}  ${node.type.padEnd(20)} ${[node.instrument ?? node.clock ?? node.step, node.actor.unit?.title ?? node.actor.role].filter(Boolean).join('　')}`,
      );
    ({ hasNextPage: more, endCursor: after } = found.timeline.pageInfo);
  }
}

async function instruments(api: FrontEnd, caseId: string): Promise<readonly { instrument: string; level: string }[]> {
  const query = `query Instruments($id: ID!) { case(id: $id) { instruments { instrument level title number state openedAt content addressees { post person standsInFor unit { title } } } } }`;
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
      ? `${first.unit.title} ${first.post}${first.standsInFor === null ? '' : '（代）'}${each.addressees.length > 1 ? ` 等 ${each.addressees.length} 处` : ''}`
      : '';
    console.log(
      `  ${time(each.openedAt)}  ${each.title} ${each.number ?? ''} [${each.state}] → ${to}\n      ${each.content}`,
    );
  }
  return found.instruments;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { url: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const url = await locateApi(values.url);
  const api = new FrontEnd(url, await openIssuer(dataFolder));
  try {
    await api.ask(undefined, '{ procedures { name } }');
  } catch (error) {
    throw new Error(
      `Nothing answers at ${url}. Start the stack in another terminal (npm start), or name its address with --url.`,
      { cause: error },
    );
  }
  console.log('一、全程办成：开办餐饮店“一件事”\n');
  const good = await goodWay(api, said);
  console.log(`\n  办件 ${good.number} 的全部事件：`);
  await timeline(api, good.id);
  console.log('\n二、无人办理：时间自己走\n');
  const left = await nobodyActs(api, said);
  console.log('');
  await timeline(api, left.id);
  console.log('\n  督办文书：');
  const talk = (await instruments(api, left.id)).find(each => each.level === 'L4');
  if (!talk) throw new Error('No talk was drafted.');
  await api.act(supervisor(government), 'signInstrument', { caseId: left.id, instrument: talk.instrument });
  const closed = await api.act(supervisor(government), 'closeInstrument', {
    caseId: left.id,
    instrument: talk.instrument,
    conclusion: '已约谈，责令限期办结',
  });
  said('区政府签发约谈通知并办结该约谈', closed);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
