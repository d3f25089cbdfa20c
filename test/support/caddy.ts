import { findSoftware, type FindOptions } from '../../bin/stack/find-software.ts';
import type { Software } from '../../bin/stack/software.ts';

const version = '2.11.9';
const release = `https://github.com/caddyserver/caddy/releases/download/v${version}`;

/** The proxy of docker-compose.yml. The product does not run it by itself: only its tests do. */
export const caddy: Software = {
  name: 'caddy',
  title: 'Caddy',
  version,
  programs: ['caddy'],
  versionArgument: 'version',
  variable: 'CADDY_BINARIES',
  release,
  archive: of => `caddy_${version}_${of.replace('darwin', 'mac')}.tar.gz`,
  archiveSize: 'about 16 MB',
  checksums: `caddy_${version}_checksums.txt`,
  digest: 'sha512',
  goPackages: ['github.com/caddyserver/caddy/v2/cmd/caddy'],
  linkerFlags: `-s -w -X github.com/caddyserver/caddy/v2.CustomVersion=v${version}`,
  buildTime: '2 minutes or more the first time',
  advice: ['Install Go 1.26 or newer (https://go.dev/dl), or name a folder with caddy in CADDY_BINARIES.'],
};

export const findCaddy = (options: FindOptions): Promise<string> => findSoftware(caddy, options);

/** Finds Caddy, or says what is left out without it. Where CI=true nothing is left out: then it throws. */
export async function caddyOrLeftOut(whatIsLeftOut: string, options: FindOptions): Promise<string | undefined> {
  try {
    return await findCaddy(options);
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    console.log(`Left out: ${whatIsLeftOut}. ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
