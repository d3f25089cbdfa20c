-- Applications that are not filed yet (草稿). No log, no number: the owner changes and erases them, and after 90 days they
-- are swept. What a case opened as the draft of a child is written and removed with that case's own events, and its clock
-- is the case's. The whole form is here, personal fields too; it is shown to nobody but the owner.
create table draft (
  id text primary key,
  -- The party for whom it is to be filed.
  applicant text not null,
  procedure text not null,
  form jsonb not null,
  papers jsonb not null,
  modes text[] not null,
  -- Of a child: the case that opened it, the step by which it waits for it, and what it hands on unread.
  parent text,
  step text,
  handed_on jsonb,
  saved_by text not null,
  saved_at timestamptz(3) not null default clock_timestamp(),
  expires_at timestamptz(3) not null default clock_timestamp() + interval '90 days'
);
create index draft_applicant on draft (applicant, saved_at, id);
create index draft_parent on draft (parent, saved_at, id) where parent is not null;
-- By the files that its papers name.
create index draft_papers on draft using gin (papers jsonb_path_ops);
create index draft_expires on draft (expires_at);
grant select, insert, update, delete on draft to shixian_app;
