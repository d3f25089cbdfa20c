import pg from 'pg';
import { noAnswerText } from '../../db/connection-errors.ts';
import { refuseOldServer } from '../../db/server-version.ts';
import { databases } from './temporal-schema.ts';

const connectionTimeoutMs = 10_000;

/** SQLSTATEs of a connection that PostgreSQL refuses, with what to do. */
const refusals: Readonly<Record<string, string>> = {
  '28P01': 'Check its user and password',
  '28000': 'Check its user, and what the server lets in (pg_hba.conf)',
  '3D000': 'Create that database, or name another',
  '53300': 'All of its connections are taken: try again later, or name another',
};

/**
 * Whether the PostgreSQL that `DATABASE_URL` names can be used, before anything is made in it.
 * @param holdsTemporal Temporal's databases lie in it too: its user has to own or create them.
 * @throws Error that names the place, without the password, and says what to do.
 */
export async function checkGivenDatabase(databaseUrl: string, holdsTemporal: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: connectionTimeoutMs });
  // A connection that breaks is told by the query that waits for it.
  client.on('error', () => {});
  const { host, pathname } = new URL(databaseUrl);
  try {
    await client.connect();
  } catch (cause) {
    const { code = '', message } = cause as { code?: string; message: string };
    const refusal = refusals[code];
    throw new Error(
      refusal
        ? `The database ${host}${pathname} cannot be used: ${message}. ${refusal} in DATABASE_URL.`
        : noAnswerText(databaseUrl, code || message),
      { cause },
    );
  }
  try {
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`);
    refuseOldServer(Number(rows[0]?.version));
    if (holdsTemporal) await refuseForeignDatabases(client);
  } finally {
    await client.end();
  }
}

async function refuseForeignDatabases(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ user: string; creates: boolean; owned: string[]; foreign: string[] }>(
    `select current_user as "user", rolcreatedb or rolsuper as creates,
       array(select datname::text from pg_database
         where datname = any($1) and pg_has_role(datdba, 'usage')) as owned,
       array(select datname::text from pg_database
         where datname = any($1) and not pg_has_role(datdba, 'usage')) as "foreign"
     from pg_roles where rolname = current_user`,
    [Object.values(databases)],
  );
  const { user, creates, owned, foreign } = rows[0]!;
  if (foreign.length > 0)
    throw new Error(
      `The databases ${foreign.join(', ')} belong to another user than ${user}. ` +
        'Name their owner in DATABASE_URL, or a Temporal server in TEMPORAL_ADDRESS.',
    );
  if (!creates && owned.length < Object.keys(databases).length)
    throw new Error(
      `The user ${user} may not create databases, and Temporal needs ${Object.values(databases).join(' and ')}. ` +
        `Run ALTER ROLE ${user} CREATEDB as a superuser, or name a Temporal server in TEMPORAL_ADDRESS.`,
    );
}
