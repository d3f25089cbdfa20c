import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { providerOf } from '../../bin/compose/settings/provider.ts';
import { helpOf, readSettings } from '../../bin/compose/settings/setting.ts';
import { settingsOf } from '../../bin/compose/settings/settings.ts';
import { textOf } from '../docs/blocks.ts';

const given = {
  DATABASE_URL: 'postgres://app:secret-word@db:5432/shixian',
  TEMPORAL_ADDRESS: 'temporal:7233',
  OIDC_ISSUER: 'https://sign-in.example',
  OIDC_AUDIENCE: 'shixian',
  OIDC_JWKS_URL: 'https://sign-in.example/keys',
};
const read = (env: Record<string, string>) => () => readSettings(settingsOf.api, env);

test('what is not set holds its default; an empty variable is one that is not set', () => {
  const { values } = readSettings(settingsOf.api, { ...given, PORT: '', TEMPORAL_API_KEY: '' });
  expect(values).toMatchObject({
    HOST: '127.0.0.1',
    PORT: 4000,
    METRICS_PORT: 9464,
    DRAIN_SECONDS: 5,
    CALENDAR: 'cn',
    LOG_LEVEL: 'info',
    TEMPORAL_NAMESPACE: 'default',
  });
  expect(values.TEMPORAL_API_KEY).toBeUndefined();
  expect(values.OIDC_JWKS_URL.href).toBe('https://sign-in.example/keys');
});

test('every misfit is said at once, with what was found and what is expected, and no secret is quoted', () => {
  const message = (() => {
    try {
      return JSON.stringify(
        read({
          ...given,
          DATABASE_URL: 'mysql://app:secret-word@db/x',
          TEMPORAL_ADDRESS: 'temporal',
          PORT: '70000',
          OIDC_JWKS_URL: 'http://sign-in.example/keys',
          LOG_LEVEL: 'loud',
          OIDC_AUDIENCE: '',
        })(),
      );
    } catch (error) {
      return String(error);
    }
  })();
  expect(message.split('\n')).toEqual([
    'SettingsError: The settings do not fit:',
    '- DATABASE_URL: found a value that is not shown, expected postgres://user:password@host:5432/database.',
    '- TEMPORAL_ADDRESS: found "temporal", expected host:port.',
    '- PORT: found "70000", expected a port, 0 to 65535.',
    '- OIDC_AUDIENCE is not set. Expected text: for whom tokens are made: the claim aud',
    '- OIDC_JWKS_URL: found "http://sign-in.example/keys", expected an https address (http only on this machine).',
    '- LOG_LEVEL: found "loud", expected fatal, error, warn, info, debug, trace or silent.',
  ]);
});

test('a secret may lie in a file; named twice, or in a file that is not there, it is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shixian-secrets-'));
  try {
    const file = join(folder, 'database-url');
    await writeFile(file, `${given.DATABASE_URL}\n`);
    const { DATABASE_URL: _url, ...others } = given;
    const { values, env } = readSettings(settingsOf.api, { ...others, DATABASE_URL_FILE: file });
    expect([values.DATABASE_URL, env['DATABASE_URL']]).toEqual([given.DATABASE_URL, given.DATABASE_URL]);
    expect(read({ ...given, DATABASE_URL_FILE: file })).toThrow(
      'Both DATABASE_URL and DATABASE_URL_FILE are set. Unset one of them.',
    );
    expect(read({ ...others, DATABASE_URL_FILE: `${file}-not` })).toThrow(
      /^The settings do not fit:\n- DATABASE_URL_FILE names .*database-url-not, which cannot be read: ENOENT[^\n]*$/,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("the operating document's table names all programs' settings and says of each what --help says", async () => {
  const rows = (await textOf('docs/operating.md'))
    .split('\n')
    .flatMap(line => /^\| `([A-Z_]+)` \| (.+) \| ((?:\w+, )*\w+) \|$/.exec(line)?.slice(1) ?? []);
  const told = new Map(
    Array.from({ length: rows.length / 3 }, (_, index) => [rows[index * 3]!, rows.slice(index * 3 + 1, index * 3 + 3)]),
  );
  const all = new Map(Object.values(settingsOf).flatMap(settings => Object.entries(settings)));
  expect([...told.keys()].toSorted()).toEqual([...all.keys()].toSorted());
  for (const [program, settings] of Object.entries(settingsOf)) {
    for (const [name, setting] of Object.entries(settings)) {
      expect(helpOf({ [name]: setting })).toContain(setting.meaning);
      const [meaning, programs] = told.get(name)!;
      expect(programs!.split(', '), name).toContain(program);
      const said = setting.meaning + (setting.fallback === undefined ? '' : `; \`${setting.fallback}\``);
      // Two users of one database: the document says both in one row.
      expect(meaning).toBe(name === 'DATABASE_URL' ? meaning : said);
    }
  }
});

test.each([
  ['a client without an address of ours', { OIDC_CLIENT_ID: 'shixian' }],
  ['a password without a client', { OIDC_CLIENT_SECRET: 'secret-word', PUBLIC_URL: 'https://shixian.example' }],
  [
    'an issuer that is no address',
    { OIDC_CLIENT_ID: 'shixian', PUBLIC_URL: 'https://shixian.example', OIDC_ISSUER: 'urn:x' },
  ],
])('signing in by pages is refused at start with %s', (_what, env) => {
  const { values } = read({ ...given, ...env })();
  expect(() => providerOf(values)).toThrow('OIDC_CLIENT_ID and PUBLIC_URL');
});
