import { settingsOf } from '../bin/compose/settings/settings.ts';
import { applicationRole, connect } from '../db/client.ts';
import { signOut } from '../db/directory/posts.ts';
import { withExamples } from './options.ts';
import { UsageError } from './run.ts';
import { settingsCommand } from './settings-command.ts';

export const command = withExamples(
  settingsCommand('sign-out', settingsOf.directory, async ({ DATABASE_URL: url }, _env, person) => {
    const db = connect(url, { role: applicationRole, max: 1 });
    try {
      if (!(await signOut(db, person))) throw new UsageError(`The directory does not know the person ${person}.`);
    } finally {
      await db.destroy();
    }
    console.log(`${person}: all tokens made until now have ended`);
  })
    .description(
      'Ends all tokens of a person that were made until now, such as those of a lost device. Tokens made afterwards ' +
        'hold. A person who left is removed from the directory instead.',
    )
    .argument('<person>', 'the id in the directory'),
  'sign-out p-1',
);
