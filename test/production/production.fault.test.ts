import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FrontEnd, type ActedCase } from '../../cli/demo/front-end.ts';
import { confirmationOf, second, applicant, application, clerk, document, officer } from '../../cli/demo/stories.ts';
import { demonstrationViewer } from '../../bin/compose/issuer/people.ts';
import { demonstrationDirectory } from '../../domain/directory/demonstration.ts';
import { textOf } from '../docs/blocks.ts';
import type { CollectedSpan } from './collector.ts';
import type { Running } from './programs.ts';
import { askTemporal, type Asker } from './temporal-access.ts';
import { startProduction, type ProductionStack } from './stack.ts';

let stack: ProductionStack;
let stop: (() => Promise<void>) | undefined;
beforeAll(async () => {
  stack = await startProduction();
  stop = () => stack.stop();
});
afterAll(async () => {
  await stop?.();
});

const urlOf = ({ started: { port } }: Running): string => `http://127.0.0.1:${port}`;
const pageOf = ({ started: { metricsPort } }: Running, path: string): string =>
  `http://127.0.0.1:${metricsPort}${path}`;
const healthOf = async (url: string): Promise<{ readonly status: number; readonly body: unknown }> => {
  const response = await fetch(url);
  return { status: response.status, body: await response.json() };
};
const front = (api: Running): FrontEnd => new FrontEnd(urlOf(api), stack.issuer);
const filed = (
  { developmentTime: _none, ...rest } = application(['layoutPlan', 'safetyRules'], {
    hasSignboard: false,
    sellsTobacco: false,
  }),
): object => rest;

async function post(
  api: Running,
  query: string,
  headers: Record<string, string> = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(`${urlOf(api)}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, text: await response.text() };
}
async function asSuperuser<T extends object>(query: string, values: readonly unknown[] = []): Promise<readonly T[]> {
  const client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  try {
    return (await client.query<T>(query, [...values])).rows;
  } finally {
    await client.end();
  }
}

test('the jobs of the file did their work, and done again they change nothing', async () => {
  expect(stack.jobs['migrate']!.output).toMatch(
    new RegExp(
      String.raw`^migrated 0001-first\n[^]*published the calendar cn-\d+\n` +
        String.raw`the application signs in as shixian_login\n\d+ migrations made\n$`,
    ),
  );
  expect(stack.jobs['namespace']!.output).toBe('the namespace shixian can be used\n');
  for (const job of ['temporal-schema', 'namespace']) expect((await stack.runJob(job)).code, job).toBe(0);
  expect(await stack.runJob('migrate')).toEqual({
    code: 0,
    output: 'the application signs in as shixian_login\nthe database was up to date\n',
  });
});

test.each<[string, Asker, RegExp]>([
  ['without a certificate', { token: 'token' }, /connect|certificate|TLS|deadline/i],
  ['with a certificate of the servers', { certificate: 'server', token: 'token' }, /connect|certificate|TLS|deadline/i],
  ['without a token', { certificate: 'client' }, /PERMISSION_DENIED|unauthorized/i],
  ['with a token of another key', { certificate: 'client', token: 'client.pem' }, /token|unauthorized|metadata/i],
])('Temporal tells nothing to whoever asks %s', async (_what, asker, refused) => {
  expect(await askTemporal(stack.temporal, asker)).toMatch(refused);
});

test('our processes may act on cases in Temporal, and only the job that makes it may make a namespace', async () => {
  const ours: Asker = { certificate: 'client', token: 'token' };
  expect(await askTemporal(stack.temporal, ours)).toMatch(/not.?found/i);
  expect(await askTemporal(stack.temporal, ours, 'makeNamespace')).toMatch(/PERMISSION_DENIED|unauthorized/i);
});

test('two of each run, and the health check of the file finds each of them well', async () => {
  expect([stack.apis.length, stack.workers.length]).toEqual([2, 2]);
  for (const [service, replicas] of [
    ['api', stack.apis],
    ['worker', stack.workers],
  ] as const) {
    for (const replica of replicas)
      await expect
        .poll(async () => await stack.runHealthCheck(service, replica))
        .toMatchObject({ code: 0, output: expect.stringContaining('"status":"ready"') });
  }
});

/** The window writes down who applies, and links whoever signs in for them. */
async function register(api: FrontEnd): Promise<void> {
  const { addParty } = await api.ask<{ addParty: { party: string } }>(
    clerk,
    `mutation { addParty(input: {
      commandId: "noodles", kind: ORGANISATION, name: "老街面馆有限公司", creditCode: "91350100M000100Y43"
    }) { ... on RegisteredParty { party } } }`,
  );
  await api.ask(
    clerk,
    `mutation { linkPartyPerson(input: { commandId: "link", party: "${addParty.party}", person: "p-applicant" }) {
      ... on RegisteredParty { party } } }`,
  );
}

let done: ActedCase;
test('a case goes its whole way through both APIs and both workers', async () => {
  const [one, two] = stack.apis.map(front) as [FrontEnd, FrontEnd];
  await register(one);
  const { id: caseId } = await one.act(applicant, 'startRestaurantOpeningV1', filed());
  await two.act(clerk, 'acceptCase', { caseId });
  await one.act(officer('market-regulation'), 'answerApproval', { caseId, step: 'licence', answer: 'AGREE' });
  const proposed = await two.act(officer('fire-rescue'), 'answerApproval', { caseId, step: 'fire', answer: 'AGREE' });
  await one.act(second('fire-rescue'), 'confirmAnswer', { caseId, ...confirmationOf(proposed, 'fire') });
  await one.act(clerk, 'deliverResult', { caseId, how: 'WINDOW', receipt: document('送达〔2026〕1号') });
  done = await two.act(officer('market-regulation'), 'publishDecision', { caseId, where: '信用中国' });
  expect(done.status).toBe('CLOSED');
  // Enough cases that each worker had some.
  for (let n = 0; n < 6; n += 1)
    await (n % 2 ? one : two).act(clerk, 'acceptCase', {
      caseId: (await one.act(applicant, 'startRestaurantOpeningV1', filed())).id,
    });
  for (const worker of stack.workers)
    expect(await (await fetch(pageOf(worker, '/metrics'))).text()).toMatch(
      /temporal_workflow_task_execution_latency_seconds_count\{[^}]*\} [1-9]/,
    );
});

test('api and worker sign in as a user who owns nothing: the log cannot be changed with what they hold', async () => {
  const users = await asSuperuser<{ usename: string }>(
    `select distinct usename::text from pg_stat_activity where datname = 'shixian' and pid <> pg_backend_pid()`,
  );
  expect(users).toEqual([{ usename: 'shixian_login' }]);
  const url = new URL(stack.compose.services['api']!.environment!['DATABASE_URL']!);
  url.host = new URL(stack.databaseUrl).host;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  for (const statement of [
    'delete from event',
    'update event set data = data',
    'alter table event disable trigger all',
    'drop table event',
    'create table mine (id int)',
  ])
    await expect(client.query(statement), statement).rejects.toThrow(/append-only|permission denied|must be owner/);
  await client.query('select count(*) from event');
  await client.end();
  const temporal = new pg.Client({ connectionString: `postgres://temporal:temporalpassword@${url.host}/shixian` });
  await expect(temporal.connect()).rejects.toThrow(/permission denied for database/);
});

test('production has no GraphiQL, no introspection, no keys of its own and no moving of time', async () => {
  const [api] = stack.apis as [Running, Running];
  for (const path of ['/graphiql', '/.well-known/jwks.json', '/metrics'])
    expect((await fetch(`${urlOf(api)}${path}`)).status, path).toBe(404);
  expect(await post(api, '{ __schema { types { name } } }')).toMatchObject({
    status: 400,
    text: expect.stringContaining('introspection'),
  });
  expect((await post(api, '{ procedurez { name } }')).text).not.toContain('Did you mean');
  await expect(front(api).act(applicant, 'advanceTime', { caseId: done.id, workingDays: 1 })).rejects.toThrow(
    'DEVELOPMENT_ONLY',
  );
  await expect(
    front(api).act(applicant, 'startRestaurantOpeningV1', application(['layoutPlan', 'safetyRules'])),
  ).rejects.toThrow('DEVELOPMENT_ONLY');
});

/** The names of metrics in a page of Prometheus' text, by their HELP lines. */
const metricsIn = (text: string): readonly string[] => [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name!);

test('each metric that the operating document names is measured where it says, and it names each of ours', async () => {
  const rows = [
    ...(await textOf('docs/operating.md')).matchAll(
      /^\| `((?:shixian|temporal|nodejs|process)_\w+)` \| ((?:api|worker)(?:, worker)?) \|/gm,
    ),
  ].map(([, name = '', where = '']) => ({ name, where: where.split(', ') }));
  expect(rows.length).toBeGreaterThan(20);
  const pages = {
    api: await (await fetch(pageOf(stack.apis[0]!, '/metrics'))).text(),
    worker: await (await fetch(pageOf(stack.workers[0]!, '/metrics'))).text(),
  };
  for (const [program, page] of Object.entries(pages)) {
    const named = rows.filter(({ where }) => where.includes(program)).map(({ name }) => name);
    const measured = metricsIn(page);
    expect(
      named.filter(name => !measured.includes(name)),
      program,
    ).toEqual([]);
    expect(
      measured.filter(name => name.startsWith('shixian_') && !named.includes(name)),
      program,
    ).toEqual([]);
  }
  expect(pages.api).toMatch(/^shixian_commands_total\{kind="receive",outcome="accepted"\} [1-9]/m);
  expect(pages.worker).toMatch(/^shixian_clocks\{colour="green",due="(later|within a day)"\} [1-9]/m);
  expect(pages.worker).toContain('\nshixian_open_cases 6\n');
});

test('no label of a metric says which case or whose: their values come from closed sets', async () => {
  const cases = await asSuperuser<{ id: string; number: string; applicant: string }>(
    'select id, number, applicant from "case"',
  );
  expect(cases.length).toBe(7);
  for (const replica of [...stack.apis, ...stack.workers]) {
    const page = await (await fetch(pageOf(replica, '/metrics'))).text();
    for (const { id, number, applicant: person } of cases)
      for (const told of [id, number, person]) expect(page).not.toContain(told);
    const labels = [...page.matchAll(/^shixian_\w+\{([^}]*)\}/gm)].flatMap(([, text = '']) =>
      [...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, value]) => ({ label, value })),
    );
    expect(
      labels.filter(
        ({ label }) => !['route', 'outcome', 'kind', 'colour', 'due', 'level', 'state', 'le'].includes(label!),
      ),
    ).toEqual([]);
    expect(labels.filter(({ value }) => !/^[a-zA-Z ]{2,24}$|^L[0-4]$|^[\d.]+$|^\+Inf$/.test(value!))).toEqual([]);
  }
});

/** The ancestors of a span, nearest first. */
function above(span: CollectedSpan, spans: readonly CollectedSpan[]): readonly string[] {
  const parent = spans.find(each => each.spanId === span.parentSpanId);
  return parent ? [parent.name, ...above(parent, spans)] : [];
}

test("one trace goes from HTTP over the update and the worker to SQL; the request's id finds it", async () => {
  const [api] = stack.apis as [Running, Running];
  const { id } = await front(api).act(applicant, 'startRestaurantOpeningV1', filed());
  const caseId = Buffer.from(id, 'base64')
    .toString()
    .replace(/^Case:/, '');
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const query =
    `mutation Accept { acceptCase(input: { caseId: "${id}", commandId: "traced" }) { __typename ... ` +
    'on Error { ' +
    'message } } }';
  const authorization = `Bearer ${await stack.issuer.sign(demonstrationViewer(clerk, demonstrationDirectory), 1)}`;
  expect(
    await post(api, query, {
      authorization,
      'x-request-id': 'traced-1',
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
    }),
  ).toMatchObject({ status: 200, text: expect.stringContaining('Accepted') });

  const spans = (): readonly CollectedSpan[] => stack.collector.spans.filter(span => span.traceId === traceId);
  const named = (name: string): CollectedSpan | undefined => spans().find(span => span.name === name);
  await expect.poll(() => named('Temporal handler act') && named('POST /graphql') && spans().length).toBeGreaterThan(5);
  const http = named('POST /graphql')!;
  expect(http).toMatchObject({
    service: 'shixian-api',
    parentSpanId: 'b7ad6b7169203331',
    attributes: {
      'shixian.request_id': 'traced-1',
      'graphql.operation.type': 'mutation',
      'graphql.operation.name': 'Accept',
      'http.response.status_code': '200',
    },
  });
  for (const part of ['validator', 'handler']) {
    const span = named(`Temporal ${part} act`)!;
    expect(span, part).toMatchObject({
      service: 'shixian-worker',
      attributes: {
        'temporal.workflow.id': caseId,
        'temporal.workflow.type': 'restaurant-opening.v1',
        'shixian.outcome': part === 'handler' ? 'applied' : 'accepted',
      },
    });
    expect(above(span, spans())).toEqual(['Temporal update act', 'POST /graphql']);
  }
  const statements = spans().filter(span => span.name.startsWith('SQL '));
  expect(statements.every(span => above(span, spans()).at(-1) === 'POST /graphql')).toBe(true);
  expect(statements.some(({ attributes }) => /insert into event/i.test(attributes['db.query.text'] ?? ''))).toBe(true);
  expect(api.log().find(line => line['requestId'] === 'traced-1' && line['msg'] === 'answered')).toMatchObject({
    traceId,
    outcome: 'served',
  });
  const events = await asSuperuser<{ data: string }>(
    'select data from event where case_id = $1 and command_key like $2',
    [caseId, '%:traced'],
  );
  expect(events.map(({ data }) => JSON.parse(data) as object)).toMatchObject([{ request: 'traced-1' }]);
  expect([...stack.collector.authorizations]).toEqual(['Bearer collector']);
});

test('no span holds what somebody wrote', async () => {
  await expect.poll(() => stack.collector.spans.length).toBeGreaterThan(50);
  const all = JSON.stringify(stack.collector.spans);
  for (const personal of ['沈雨晴', '13900000000', '老街面馆']) expect(all).not.toContain(personal);
});

test('while Temporal is away the API is degraded and receives; workers take up what waits afterwards', async () => {
  const [api] = stack.apis as [Running, Running];
  await stack.stopTemporal();
  await expect
    .poll(() => healthOf(`${urlOf(api)}/health/ready`))
    .toEqual({
      status: 200,
      body: {
        status: 'degraded',
        checks: {
          database: 'ok',
          temporal: 'away: applications are received, other acts wait or are asked again',
          worker: 'not known while Temporal is away',
          incidents: 'ok',
          signIn: 'ok',
        },
      },
    });
  for (const worker of stack.workers)
    await expect
      .poll(() => healthOf(pageOf(worker, '/health/ready')))
      .toEqual({
        status: 503,
        body: { status: 'not ready', checks: { database: 'ok', polling: 'Temporal is away', incidents: 'ok' } },
      });
  expect((await stack.runHealthCheck('worker', stack.workers[0]!)).code).toBe(1);
  const received = await front(api).act(applicant, 'startRestaurantOpeningV1', filed());
  expect(received.status).toBe('RECEIVED');
  await stack.startTemporal();
  await expect
    .poll(() => healthOf(`${urlOf(api)}/health/ready`), { timeout: 40_000 })
    .toMatchObject({ status: 200, body: { status: 'ready' } });
  for (const worker of stack.workers)
    await expect
      .poll(() => healthOf(pageOf(worker, '/health/ready')), { timeout: 40_000 })
      .toMatchObject({ status: 200 });
  expect((await front(api).act(clerk, 'acceptCase', { caseId: received.id })).status).toBe('IN_REVIEW');
}, 120_000);

test('an API at SIGTERM is not ready, serves what comes meanwhile, and ends with 0; the other serves on', async () => {
  const [one, two] = stack.apis as [Running, Running];
  one.signal('SIGTERM');
  await expect
    .poll(() => healthOf(`${urlOf(one)}/health/ready`))
    .toMatchObject({ status: 503, body: { status: 'stopping' } });
  expect((await post(one, '{ procedures { name } }')).status).toBe(200);
  expect(await one.ended).toMatchObject({ code: 0 });
  expect(one.log().map(line => line['msg'])).toEqual(
    expect.arrayContaining(['stopping: not ready any more', 'stopped']),
  );
  await expect(fetch(`${urlOf(one)}/health/live`)).rejects.toThrow('fetch failed');
  expect((await post(two, '{ procedures { name } }')).status).toBe(200);
});

test('at SIGTERM a worker ends its work and then with 0; the other one goes on with its cases', async () => {
  const [one, two] = stack.workers as [Running, Running];
  const api = front(stack.apis[1]!);
  const cases = await Promise.all(
    Array.from({ length: 4 }, () => api.act(applicant, 'startRestaurantOpeningV1', filed())),
  );
  const acts = cases.map(({ id: caseId }) => api.act(clerk, 'acceptCase', { caseId }));
  await pause(50);
  one.signal('SIGTERM');
  expect(await one.ended).toMatchObject({ code: 0 });
  expect((await Promise.all(acts)).map(({ status }) => status)).toEqual(cases.map(() => 'IN_REVIEW'));
  two.signal('SIGTERM');
  expect(await two.ended).toMatchObject({ code: 0 });
  await expect.poll(() => healthOf(`${urlOf(stack.apis[1]!)}/health/ready`)).toMatchObject({ status: 200 });
});

test('a second signal ends it at once', async () => {
  const [, two] = stack.apis as [Running, Running];
  two.signal('SIGTERM');
  await expect.poll(() => two.log().some(line => line['msg'] === 'stopping: not ready any more')).toBe(true);
  await pause(150);
  two.signal('SIGTERM');
  expect(await two.ended).toMatchObject({ code: 130 });
});
