import { settingsOf } from '../bin/compose/settings/settings.ts';
import { grantApplication } from '../db/application-user.ts';
import { shipCalendar } from '../db/calendars/calendars.ts';
import { connect } from '../db/client.ts';
import { migrate } from '../db/migrate.ts';
import { cnFile } from '../domain/calendar/published.ts';
import { withExamples } from './options.ts';
import { settingsCommand } from './settings-command.ts';

export const command = withExamples(
  settingsCommand(
    'migrate',
    settingsOf.migrate,
    async ({ DATABASE_URL: url, APPLICATION_DATABASE_URL: application }) => {
      const done = await migrate(url);
      for (const name of done) console.log(`migrated ${name}`);
      const db = connect(url, { max: 2 });
      try {
        if (await shipCalendar(db, cnFile)) console.log(`published the calendar ${cnFile.version}`);
        if (application !== undefined)
          console.log(`the application signs in as ${await grantApplication(db, new URL(application))}`);
      } finally {
        await db.destroy();
      }
      console.log(done.length === 0 ? 'the database was up to date' : `${done.length} migrations made`);
    },
  ).description(
    "Migrates the database to this release: tables, the application's role and user, the calendars that come " +
      'with the ' +
      'program. Run it once, before the new api and worker start. Running it again changes nothing. One process at a ' +
      'time migrates, others wait. A database that is newer than this release is refused. The same as node ' +
      'bin/migrate.ts.',
  ),
  'migrate',
);
