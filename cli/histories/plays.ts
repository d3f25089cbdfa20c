import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { CommandContext } from '../../commands/context.ts';
import type { FrontEnd } from '../demo/front-end.ts';
import { applicant, application, clerk, goodWay, nobodyActs, officer } from '../demo/stories.ts';

const allPapers = ['layoutPlan', 'safetyRules', 'signboardSketch'];

/**
 * A shape of run: plays a case and gives its id. `renew` brings a worker of another build, which does the same, and
 * moves all cases to it.
 */
export type Play = (api: FrontEnd, context: CommandContext, renew: () => Promise<void>) => Promise<string>;

const begun = async (api: FrontEnd): Promise<string> => {
  const { id } = await api.act(applicant, 'startRestaurantOpeningV1', application(allPapers));
  await api.act(clerk, 'acceptCase', { caseId: id });
  return id;
};
/** A case's own id, from the API's. */
export const rawIdOf = (id: string): string =>
  Buffer.from(id, 'base64')
    .toString()
    .replace(/^Case:/, '');
const licence = (api: FrontEnd, caseId: string) =>
  api.act(officer('market-regulation'), 'answerApproval', { caseId, step: 'licence', answer: 'AGREE' });

/** By procedure version: the plays whose runs are recorded. One procedure is enough, since all share one workflow. */
export const plays: Readonly<Record<string, Readonly<Record<string, Play>>>> = {
  'restaurant-opening.v1': {
    'good-way': async api => (await goodWay(api, () => {})).id,
    'left-alone': async api => (await nobodyActs(api, () => {})).id,
    async withdrawn(api) {
      const id = await begun(api);
      await api.act(applicant, 'withdrawCase', { caseId: id });
      return id;
    },
    async 'started-again'(api, { client }) {
      const id = await begun(api);
      await client.workflow.getHandle(rawIdOf(id)).terminate('lost');
      await licence(api, id);
      return id;
    },
    async 'rolled-over'(api, _context, renew) {
      const id = await begun(api);
      await renew();
      await licence(api, id);
      return id;
    },
  },
};

/** The histories of a case's runs, from the first that is not lost. */
export async function historiesOf({ client }: CommandContext, caseId: string): Promise<readonly unknown[]> {
  const runs: { readonly runId: string; readonly startTime: Date }[] = [];
  for await (const { runId, startTime, status } of client.workflow.list({ query: `WorkflowId = "${caseId}"` }))
    if (status.name !== 'TERMINATED') runs.push({ runId, startTime });
  return await Promise.all(
    runs
      .toSorted((a, b) => Number(a.startTime) - Number(b.startTime))
      .map(
        async ({ runId }) =>
          JSON.parse(historyToJSON(await client.workflow.getHandle(caseId, runId).fetchHistory())) as unknown,
      ),
  );
}
