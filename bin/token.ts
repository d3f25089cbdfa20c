/**
 * `npm run -s token -- --as <role>`: prints a token of the local issuer for a person of the demonstration, and nothing
 * else.
 */
import { parseArgs } from 'node:util';
import { rolesOfAUnit, signInRoles } from '../api/http/viewer.ts';
import { demonstrationDirectory } from '../domain/directory/demonstration.ts';
import { openIssuer } from './compose/issuer/issuer.ts';
import { dataFolder } from './compose/local-stack.ts';
import { demonstrationViewer } from './compose/issuer/people.ts';

const help = `Prints a token for a person of the demonstration, for the header "authorization: Bearer <token>".
It is signed by the local issuer, which only a development stack trusts, and runs for 30 days.

  npm run -s token -- --as <role> [--unit <unit>] [--person <person>]

  --as      ${signInRoles.join(', ')}
  --unit    for ${rolesOfAUnit.join(', ')}: ${demonstrationDirectory.units.map(unit => unit.id).join(', ')}
  --person  somebody other than the usual person of the role, by id
  --help    this text
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      as: { type: 'string' },
      unit: { type: 'string' },
      person: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  if (values.as === undefined)
    throw new Error(`Say for which role: --as <role>. The roles are: ${signInRoles.join(', ')}.`);
  const viewer = demonstrationViewer(
    { as: values.as, unit: values.unit, person: values.person },
    demonstrationDirectory,
  );
  const issuer = await openIssuer(dataFolder);
  console.log(await issuer.sign(viewer, 30));
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
