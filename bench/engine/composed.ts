import { pino } from 'pino';
import type { Client } from '@temporalio/client';
import { startApi } from '../../bin/compose/api.ts';
import { bundleWorkflows } from '../../bin/compose/bundle.ts';
import { demonstrationCalendar, writeDemonstration } from '../../bin/compose/demonstration.ts';
import { localAudience, localIssuer, openIssuer } from '../../bin/compose/issuer/issuer.ts';
import { demonstrationViewer } from '../../bin/compose/issuer/people.ts';
import { connectionTo, openServices, type Endpoints, taskQueue } from '../../bin/compose/services.ts';
import { startWorker } from '../../bin/compose/worker.ts';
import type { CommandContext } from '../../commands/context.ts';
import { promote } from '../../operations/deployment/builds.ts';
import { startRecovery } from '../../operations/recovery/recover.ts';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import type { Send } from './product.ts';
import { watchUpdates } from './profile.ts';

/**
 * The product as `npm start` composes it, but quiet and as in production: worker, recovery loop, API. What it opens is
 * closed in reverse order.
 */
export async function startProduct(
  place: Endpoints,
  folder: string,
  closing: (() => Promise<unknown>)[],
): Promise<{ readonly send: Send; readonly client: Client; readonly context: CommandContext }> {
  await migrate(place.databaseUrl);
  const owner = connect(place.databaseUrl, { max: 1 });
  await writeDemonstration(owner);
  await owner.destroy();
  const log = pino({ enabled: false });
  const services = await openServices(place, log);
  closing.push(() => services.close());
  const { client } = services.context;
  const workflowBundle = await bundleWorkflows();
  const worker = await startWorker({
    db: services.db,
    temporal: connectionTo(place),
    namespace: place.temporal.namespace,
    taskQueue,
    workflowBundle,
  });
  closing.push(() => worker.stop());
  await promote(services.context, worker.build);
  const recovery = startRecovery(services.context);
  closing.push(() => recovery.stop());
  const issuer = await openIssuer(folder);
  const api = await startApi({
    services: { ...services, context: { ...services.context, client: watchUpdates(client) } },
    log,
    host: '127.0.0.1',
    port: 0,
    production: true,
    calendar: demonstrationCalendar,
    issuer: localIssuer,
    audience: localAudience,
    keys: issuer.keys,
  });
  closing.push(() => api.stop());

  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (name: string, who: Parameters<Send>[0]): Promise<string> => {
    const token = tokens.get(name) ?? issuer.sign(demonstrationViewer(who, demonstrationDirectory), 1);
    tokens.set(name, token);
    return token;
  };
  const send: Send = async (who, mutation, input) => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const query =
      `mutation Act($input: ${type}!) { result: ${mutation}(input: $input) { ... on Accepted { case { id ` +
      'status } ' +
      '} ... on Error { code message } } }';
    const authorization = `Bearer ${await tokenOf(`${who.as} ${who.unit ?? ''} ${who.person ?? ''}`, who)}`;
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const { data, errors } = (await response.json()) as {
      data?: { result: { case?: { id: string }; message?: string } };
      errors?: unknown;
    };
    if (!data?.result.case) throw new Error(`${mutation}: ${data?.result.message ?? JSON.stringify(errors)}`);
    return data.result.case.id;
  };
  return { send, client, context: services.context };
}
