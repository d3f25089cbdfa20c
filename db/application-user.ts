import { sql } from 'kysely';
import { applicationRole, type Db } from './client.ts';
import { boolean, text } from './column.ts';
import { rowOf } from './rows.ts';

/**
 * Makes the user that api and worker sign in as, or gives it the password anew. It is a member of the application's
 * role and owns nothing: whoever gets hold of its password can append to the log and change nothing in it. Returns its
 * name.
 * @throws Error when it would be the owner, or a role that must not sign in
 */
export async function grantApplication(db: Db, url: URL): Promise<string> {
  const user = decodeURIComponent(url.username);
  const password = decodeURIComponent(url.password);
  const rights = sql`
    select current_user as owner, current_database() as database, r.oid is not null as there,
      coalesce(r.rolsuper or r.rolcreaterole or r.rolcreatedb or pg_has_role(r.oid, current_user, 'member'), false)
        as strong
    from (select) as one left join pg_roles r on r.rolname = ${user}`;
  const found = await rowOf(db, { owner: text, database: text, there: boolean, strong: boolean }, rights);
  if (!found || user === '' || user === applicationRole || user === found.owner || found.strong) {
    throw new Error(
      `APPLICATION_DATABASE_URL names the user "${user}", expected one that owns nothing and has no rights of its ` +
        'own; it is made if it is not there.',
    );
  }
  // Roles and passwords are no parameters in SQL: both are quoted.
  if (!found.there) await sql`create role ${sql.id(user)} login`.execute(db);
  await sql`alter role ${sql.id(user)} with login password ${sql.lit(password)}`.execute(db);
  await sql`grant connect on database ${sql.id(found.database)} to ${sql.id(user)}`.execute(db);
  await sql`grant ${sql.id(applicationRole)} to ${sql.id(user)} with set true`.execute(db);
  return user;
}
