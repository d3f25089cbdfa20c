-- The application's role. It may append to the log and change nothing in it. Roles belong to the whole server, so another
-- database may have made it.
do $$ begin
  create role shixian_app nologin;
exception when duplicate_object or unique_violation then null; end $$;
do $$ begin
  if not pg_has_role(current_user, 'shixian_app', 'set') then
    execute format('grant shixian_app to %I with set true', current_user);
  end if;
end $$;
do $$ begin execute format('grant usage on schema %I to shixian_app', current_schema()); end $$;
-- The application says that it is not ready while the database is behind.
grant select on kysely_migration to shixian_app;
