import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { FrontEnd, type ActedCase } from '../../cli/demo/front-end.ts';
import { applicant, application, clerk, second } from '../../cli/demo/stories.ts';
import { writeDemonstration } from '../../bin/compose/demonstration.ts';
import { localAudience, localIssuer, openIssuer, type Issuer } from '../../bin/compose/issuer/issuer.ts';
import type { Wanted } from '../../bin/compose/issuer/people.ts';
import { grantApplication } from '../../db/application-user.ts';
import { connect } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { type Ended, run, runOnce, start, type Running } from '../production/programs.ts';
import { serveKeys } from '../production/keys.ts';
import { testBundle } from './bundle.ts';
import { queryAt } from './servers.ts';

export interface Place {
  /** The product's database as its superuser; an empty one is migrated. */
  readonly databaseUrl: string;
  readonly address: string;
  readonly namespace: string;
}

/** What one request was answered, asked once: the type of the result, or what went wrong. */
export interface Told {
  readonly type: string;
  readonly case?: ActedCase | undefined;
  readonly milliseconds: number;
}

/** The row of a case in the database, by the id that GraphQL gives. */
export const idOf = (caseId: string): string =>
  Buffer.from(caseId, 'base64')
    .toString()
    .replace(/^Case:/, '');
export const officerOf = (unit: string): Wanted => ({ as: 'officer', unit });

/** The product's own programs as processes, on servers that are there. */
export class Product {
  readonly #place: Place;
  readonly #env: Readonly<Record<string, string>>;
  readonly #issuer: Issuer;
  readonly #closing: (() => Promise<unknown>)[] = [];

  private constructor(place: Place, env: Readonly<Record<string, string>>, issuer: Issuer) {
    this.#place = place;
    this.#env = env;
    this.#issuer = issuer;
  }

  /** @param databasePort where the programs find PostgreSQL, if not where it is. */
  static async open(place: Place, folder: string, databasePort?: number): Promise<Product> {
    await mkdir(folder, { recursive: true });
    await migrate(place.databaseUrl);
    // An ordinary user, as in production: a superuser would still be let in where all connections are used up.
    const login = new URL(place.databaseUrl);
    login.username = 'fault_login';
    login.password = 'faultpassword';
    const owner = connect(place.databaseUrl, { max: 1 });
    await writeDemonstration(owner);
    await grantApplication(owner, login);
    await owner.destroy();
    if (databasePort !== undefined) login.port = String(databasePort);
    const [issuer, bundle] = await Promise.all([openIssuer(folder), testBundle()]);
    if (!('code' in bundle)) throw new Error('Found a bundle without code.');
    await writeFile(join(folder, 'workflows.js'), bundle.code);
    const keys = await serveKeys(JSON.stringify(issuer.keys));
    const product = new Product(
      place,
      {
        DATABASE_URL: login.href,
        TEMPORAL_ADDRESS: place.address,
        TEMPORAL_NAMESPACE: place.namespace,
        PORT: '0',
        METRICS_PORT: '0',
        DRAIN_SECONDS: '0',
        OIDC_ISSUER: localIssuer,
        OIDC_AUDIENCE: localAudience,
        OIDC_JWKS_URL: keys.url,
        FILE_STORE: join(folder, 'files'),
        FILE_KEY: 'of the tests, whose files are nobody’s',
        WORKFLOW_BUNDLE: join(folder, 'workflows.js'),
        NODE_COMPILE_CACHE: join(folder, 'compiled'),
      },
      issuer,
    );
    product.#closing.push(() => keys.stop());
    return product;
  }

  startApi(env: Readonly<Record<string, string>> = {}): Promise<Running> {
    return this.#start('api', 'the API serves', env);
  }
  startWorker(env: Readonly<Record<string, string>> = {}): Promise<Running> {
    return this.#start('worker', 'the worker runs', env);
  }

  /** Runs a program that is to end by itself, or at the signal that is sent once it says `after`. */
  async runToItsEnd(
    name: 'api' | 'worker',
    env: Readonly<Record<string, string>>,
    sent?: { readonly signal: NodeJS.Signals; readonly after: string },
  ): Promise<Ended> {
    const running = run(['node', `bin/${name}.ts`], { ...this.#env, ...env });
    this.#closing.push(() => {
      running.child.kill('SIGKILL');
      return running.ended;
    });
    const send = (): void => {
      if (sent === undefined || !running.said.join('').includes(sent.after)) return;
      running.child.stdout.off('data', send);
      running.child.kill(sent.signal);
    };
    running.child.stdout.on('data', send);
    return await running.ended;
  }

  async #start(name: string, message: string, env: Readonly<Record<string, string>>): Promise<Running> {
    const running = await start(['node', `bin/${name}.ts`], { ...this.#env, ...env }, message);
    this.#closing.push(() => {
      running.signal('SIGKILL');
      return running.ended;
    });
    return running;
  }

  /** The database as its superuser. */
  get databaseUrl(): string {
    return this.#place.databaseUrl;
  }
  /** The database as the programs sign in to it. */
  get loginUrl(): string {
    return this.#env['DATABASE_URL']!;
  }
  urlOf({ started: { port } }: Running): string {
    return `http://127.0.0.1:${port}`;
  }
  front(api: Running): FrontEnd {
    return new FrontEnd(this.urlOf(api), this.#issuer);
  }

  /** One mutation, asked once, as a front end that does not ask again; whatever goes wrong is told. */
  async askOnce(
    api: Running,
    who: Wanted,
    mutation: string,
    input: object,
    commandId: string = randomUUID(),
  ): Promise<Told> {
    const query =
      `mutation Act($input: ${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!) { result: ` +
      `${mutation}(input: ` +
      '$input) { __typename ... on Accepted { case { id status clocks { clock due } } } ... on Error { code ' +
      'message } } }';
    const began = performance.now();
    const told = (type: string, found?: ActedCase): Told => ({
      type,
      case: found,
      milliseconds: Math.round(performance.now() - began),
    });
    try {
      const { result } = await this.front(api).ask<{
        result: { __typename: string; code?: string; message?: string; case?: ActedCase };
      }>(who, query, { input: { ...input, commandId } });
      return told(
        ['Accepted', 'AskAgain'].includes(result.__typename)
          ? result.__typename
          : `${result.__typename}: ${result.code} ${result.message}`,
        result.case,
      );
    } catch (error) {
      return told(`failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** The same with patience: asked with the same id until it is accepted. Returns all that was told on the way. */
  async askUntilAccepted(
    api: Running,
    who: Wanted,
    mutation: string,
    input: object,
    commandId: string = randomUUID(),
  ): Promise<readonly Told[]> {
    const all: Told[] = [];
    for (const end = performance.now() + 60_000; performance.now() < end; await pause(300)) {
      const told = await this.askOnce(api, who, mutation, input, commandId);
      all.push(told);
      if (told.type === 'Accepted') return all;
    }
    throw new Error(`${mutation} was not accepted within a minute, but: ${all.map(each => each.type).join(' | ')}`);
  }

  /** The second officer confirms the answer that is proposed for the fire inspection. */
  async confirmFire(api: Running, caseId: string): Promise<readonly Told[]> {
    const [row] = await this.query<{ seq: number }>(
      `select (view->'proposal'->>'seq')::int as seq from case_step where case_id = $1 and step = 'fire'`,
      [idOf(caseId)],
    );
    return this.askUntilAccepted(api, second('fire-rescue'), 'confirmAnswer', {
      caseId,
      step: 'fire',
      proposal: row?.seq ?? 0,
    });
  }

  /** Receives an application for a restaurant without signboard and tobacco, all papers there. */
  async receive(api: Running, commandId: string = randomUUID(), form: object = {}): Promise<Told> {
    const { developmentTime: _none, ...input } = application(['layoutPlan', 'safetyRules'], {
      hasSignboard: false,
      sellsTobacco: false,
      ...form,
    });
    return this.askOnce(api, applicant, 'startRestaurantOpeningV1', input, commandId);
  }

  /** Cases that are accepted (受理): the next act on each is the licence's. Their ids, as GraphQL gives them. */
  async inReview(api: Running, count: number, form: object = {}): Promise<readonly string[]> {
    return Promise.all(
      Array.from({ length: count }, async () => {
        const received = await this.receive(api, undefined, form);
        if (!received.case) throw new Error(`An application was not received: ${received.type}`);
        await this.askUntilAccepted(api, clerk, 'acceptCase', { caseId: received.case.id });
        return received.case.id;
      }),
    );
  }

  /** `shixian repair` with these arguments. */
  repair(...args: readonly string[]): Promise<Ended> {
    return runOnce(['node', '--disable-warning=ExperimentalWarning', 'bin/shixian.ts', 'repair', ...args], this.#env);
  }

  /** One statement as the superuser. */
  query<T extends object>(text: string, values: readonly unknown[] = []): Promise<readonly T[]> {
    return queryAt<T>(this.#place.databaseUrl, text, values);
  }

  /** How often an act took effect: its events with its key. */
  async effects(commandId: string): Promise<number> {
    return (
      await this.query<{ n: number }>('select count(*)::int as n from event where command_key like $1', [
        `%:${commandId}`,
      ])
    )[0]!.n;
  }

  /** Every open case with all its due instants, as the read model has them. */
  async dues(): Promise<readonly object[]> {
    return this.query(
      'select c.id, c.revision, k.clock, k.due::text from "case" c join case_clock k on k.case_id = c.id where not ' +
        'c.closed order by c.id, k.clock',
    );
  }

  /** Asks Temporal of the place. */
  async temporal<T>(ask: (client: Client) => Promise<T>): Promise<T> {
    const connection = await Connection.connect({ address: this.#place.address });
    try {
      return await ask(new Client({ connection, namespace: this.#place.namespace }));
    } finally {
      await connection.close();
    }
  }

  /** Waits until nothing is without an answer; then the auditor finds nothing, or this throws what it found. */
  async audited(): Promise<string> {
    const waiting = () => this.query('select key, attempt, recoveries from command where answer is null');
    for (const end = performance.now() + 60_000; (await waiting()).length > 0; await pause(300)) {
      if (performance.now() > end) throw new Error(`Acts without an answer: ${JSON.stringify(await waiting())}`);
    }
    // Signed in as in a container: as the user of API and worker.
    return auditOf(this.loginUrl);
  }

  async stop(): Promise<void> {
    for (let close = this.#closing.pop(); close; close = this.#closing.pop()) await close();
  }
}

/** Figures are printed, never asserted: the machine may be busy. */
export const measured = (what: string, ...milliseconds: readonly number[]): void => {
  process.stderr.write(
    `  measured: ${what}: ${milliseconds.map(each => `${(each / 1_000).toFixed(2)} s`).join(', ')}\n`,
  );
};

/**
 * The auditor as operators run it, on the whole database. Returns what it says.
 * @throws Error with its findings, if it has any
 */
export async function auditOf(databaseUrl: string): Promise<string> {
  const { code, output } = await runOnce(
    ['node', '--disable-warning=ExperimentalWarning', 'bin/shixian.ts', 'audit', '--patience', '5'],
    { DATABASE_URL: databaseUrl },
  );
  if (code !== 0 || !/^Audited [1-9]\d* cases .*\n0 findings\n$/.test(output))
    throw new Error(`The auditor ended with ${code}:\n${output}`);
  return output;
}
