import { Command } from 'commander';
import { openIssuer } from '../bin/compose/issuer/issuer.ts';
import { dataFolder, locateApi } from '../bin/compose/local-stack.ts';
import { FrontEnd } from './demo/front-end.ts';
import { goodWay, government, nobodyActs, supervisor } from './demo/stories.ts';
import { printInstruments, printState, printTimeline } from './demo/timeline.ts';
import { withExamples } from './options.ts';
import { action } from './run.ts';

export const command = withExamples(
  new Command('demo')
    .description(
      'Plays two stories against the stack that npm start runs, through GraphQL alone, and prints what happened. ' +
        'The same as npm run demo.',
    )
    .option('--url <address>', 'where the API is; default: where npm start last ran, else http://127.0.0.1:4000')
    .action(action(({ url }: { readonly url?: string }) => play(url))),
  'demo',
  'demo --url http://127.0.0.1:4100',
);

async function play(given: string | undefined): Promise<void> {
  const url = await locateApi(given);
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
  const good = await goodWay(api, printState);
  console.log(`\n  办件 ${good.number} 的全部事件：`);
  await printTimeline(api, good.id);
  console.log('\n二、无人办理：时间自己走\n');
  const left = await nobodyActs(api, printState);
  console.log('');
  await printTimeline(api, left.id);
  console.log('\n  督办文书：');
  const talk = (await printInstruments(api, left.id)).find(each => each.level === 'L4');
  if (!talk) throw new Error('No talk was drafted.');
  await api.act(supervisor(government), 'signInstrument', { caseId: left.id, instrument: talk.instrument });
  const closed = await api.act(supervisor(government), 'closeInstrument', {
    caseId: left.id,
    instrument: talk.instrument,
    conclusion: '已约谈，责令限期办结',
  });
  printState('区政府签发约谈通知并办结该约谈', closed);
}
