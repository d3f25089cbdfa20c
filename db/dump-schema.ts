import { sql } from 'kysely';
import { applicationRole, type Db } from './client.ts';
import { nullable, text, texts } from './column.ts';
import { type RowOf, rowsOf } from './rows.ts';

const head = `-- The schema that the migrations make, read from the database: tables, constraints, indexes and rights.
-- \`npm run schema\` writes it. Change a migration, never this file.
`;

const tableShape = {
  name: text,
  options: nullable(text),
  columns: texts,
  constraints: texts,
  indexes: texts,
  triggers: texts,
  grants: texts,
};
type TableRow = RowOf<typeof tableShape>;

/**
 * The schema of the product's tables as SQL, in the order of their names: the same text for the same schema, whatever
 * was migrated before. A readable text for reviews; nothing is made from it.
 */
export async function dumpSchema(db: Db): Promise<string> {
  const parts = [head, ...(await sequences(db)), ...(await functions(db)), ...(await tables(db)).map(tableText)];
  return `${parts.map(part => part.trimEnd()).join('\n\n')}\n`;
}

const ofProduct = sql`c.relnamespace = current_schema()::regnamespace and c.relname not like 'kysely%'`;

const grants = sql`coalesce((
  select array_agg(lower(r.privilege_type) order by r.privilege_type) from aclexplode(c.relacl) r
  join pg_roles g on g.oid = r.grantee where g.rolname = ${applicationRole}), '{}')`;

const grantText = (name: string, privileges: readonly string[]): string =>
  privileges.length === 0 ? '' : `grant ${privileges.join(', ')} on ${name} to ${applicationRole};`;

async function sequences(db: Db): Promise<readonly string[]> {
  const statement = sql`
    select quote_ident(c.relname) as name, ${grants} as grants from pg_class c
    where ${ofProduct} and c.relkind = 'S' and not exists (
      select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i')
    order by c.relname`;
  const rows = await rowsOf(db, { name: text, grants: texts }, statement);
  return rows.map(row => `create sequence ${row.name};\n${grantText(`sequence ${row.name}`, row.grants)}`);
}

async function functions(db: Db): Promise<readonly string[]> {
  const statement = sql`
    select replace(pg_get_functiondef(p.oid), 'FUNCTION ' || current_schema() || '.', 'FUNCTION ') as text
    from pg_proc p where p.pronamespace = current_schema()::regnamespace order by p.proname`;
  const rows = await rowsOf(db, { text }, statement);
  return rows.map(row => `${row.text.trimEnd()};`);
}

async function tables(db: Db): Promise<readonly TableRow[]> {
  const statement = sql`
    select quote_ident(c.relname) as name, array_to_string(c.reloptions, ', ') as options, ${grants} as grants,
      array(
        select quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
          || case when a.attidentity <> '' then ' generated always as identity' else '' end
          || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')
          || case when a.attnotnull then ' not null' else '' end
        from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
      array(
        select 'constraint ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)
        from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'
        order by array_position('{p,u,f,c}', k.contype::text), k.conname) as constraints,
      array(
        select replace(pg_get_indexdef(i.indexrelid), ' ON ' || current_schema() || '.', ' ON ') from pg_index i
        join pg_class n on n.oid = i.indexrelid
        where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
        order by n.relname) as indexes,
      array(
        select replace(pg_get_triggerdef(t.oid), ' ON ' || current_schema() || '.', ' ON ') from pg_trigger t
        where t.tgrelid = c.oid and not t.tgisinternal order by t.tgname) as triggers
    from pg_class c where ${ofProduct} and c.relkind = 'r' order by c.relname`;
  return await rowsOf(db, tableShape, statement);
}

function tableText({ name, options, columns, constraints, indexes, triggers, grants }: TableRow): string {
  const body = [...columns, ...constraints].map(line => `  ${line}`).join(',\n');
  const table = `create table ${name} (\n${body}\n)${options === null ? '' : ` with (${options})`};`;
  const more = [...indexes, ...triggers].map(line => `${line};`);
  return [table, ...more, grantText(name, grants)].join('\n');
}
