-- Procedures whose cases begin by date (按期发起): how often, since when, and up to which date they have begun.
create table schedule (
  id text primary key,
  every jsonb not null,
  zone text not null,
  from_day date not null,
  fired_on date,
  -- Why the next date has not begun, without anybody's data.
  failure text
);
grant select, insert, update on schedule to shixian_app;
