import { access, chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { wholeNumber, withExamples } from '../options.ts';
import { action, UsageError } from '../run.ts';
import { createAuthority } from './authority.ts';

/** The name under which our processes reach Temporal, and which its certificate carries. */
const host = 'temporal';

export const command = withExamples(
  new Command('certificates')
    .description(
      'Makes what Temporal and our processes know each other by: certificates of two authorities, and tokens that ' +
        'say what a process may do. The keys of the authorities and of the tokens are not kept: to replace one, make ' +
        'all anew. Refuses a folder that has files of it.',
    )
    .argument('<folder>', 'where the files go')
    .option('--days <days>', 'for how long they hold', wholeNumber(1, 3_650), 365)
    .option('--namespace <name>', "Temporal's namespace, which the tokens are for", 'shixian')
    .action(
      action(async (folder: string, { days, namespace }: { readonly days: number; readonly namespace: string }) => {
        const files = await makeFiles(days, namespace);
        await mkdir(folder, { recursive: true, mode: 0o700 });
        for (const name of Object.keys(files)) await refuseExisting(join(folder, name));
        for (const [name, text] of Object.entries(files)) {
          await writeFile(join(folder, name), text, { flag: 'wx', mode: 0o600 });
          await chmod(join(folder, name), 0o600);
        }
        console.log(Object.keys(files).join('\n'));
      }),
    ),
  'certificates secrets/temporal',
  'certificates secrets/temporal --days 90',
);

async function refuseExisting(file: string): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) throw new UsageError(`${file} is there already. Name another folder, or remove its files first.`);
}

/**
 * Clients have an authority of their own: the ports between Temporal's services, one of which asks for no token, take
 * only certificates of the other.
 */
async function makeFiles(days: number, namespace: string): Promise<Readonly<Record<string, string>>> {
  const [servers, clients] = await Promise.all([
    createAuthority('Shixian servers', days),
    createAuthority('Shixian clients', days),
  ]);
  const [server, client] = await Promise.all([servers.issue(host, [host, 'localhost']), clients.issue('shixian')]);
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const bare = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(bare);
  const sign = (subject: string, permission: string): Promise<string> =>
    new SignJWT({ permissions: [`${namespace}:${permission}`] })
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid })
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(`${days} days`)
      .sign(privateKey);
  return {
    'server-ca.pem': servers.certificate,
    'server.pem': server.certificate,
    'server.key': server.key,
    'client-ca.pem': clients.certificate,
    'client.pem': client.certificate,
    'client.key': client.key,
    'token-keys.json': JSON.stringify({ keys: [{ ...bare, kid, alg: 'ES256', use: 'sig' }] }),
    // Runs cases and acts on them; may not make or change a namespace.
    token: await sign('shixian', 'write'),
    'namespace-token': await sign('namespace', 'admin'),
  };
}
