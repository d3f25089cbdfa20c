import { findSoftware, type FindOptions } from './find-software.ts';
import { system, type Software } from './software.ts';

/** The one version of the server that this product is tested with. */
export const temporalVersion = '1.32.1';

const release = `https://github.com/temporalio/temporal/releases/download/v${temporalVersion}`;
const archive = (of: string): string => `temporal_${temporalVersion}_${of}.tar.gz`;

/** Temporal's server and the tool for its schema, by the names of the official release. */
export const temporal: Software = {
  name: 'temporal',
  title: 'Temporal',
  version: temporalVersion,
  programs: ['temporal-server', 'temporal-sql-tool'],
  versionArgument: '--version',
  variable: 'TEMPORAL_BINARIES',
  release,
  archive,
  archiveSize: 'about 60 MB',
  checksums: 'checksums.txt',
  digest: 'sha256',
  goPackages: ['go.temporal.io/server/cmd/server', 'go.temporal.io/server/cmd/tools/sql'],
  linkerFlags: '-s -w',
  buildTime: '4 minutes or more the first time, less than one later (Go keeps 2 GB of what it builds in its own cache)',
  advice: [
    'Do one of these: install Go 1.26 or newer (https://go.dev/dl) and start again;',
    `unpack ${release}/${archive(system)} and name the folder in TEMPORAL_BINARIES;`,
    'or name a running server in TEMPORAL_ADDRESS.',
  ],
};

/** Finds the folder with Temporal's programs, or brings them there. */
export const findTemporal = (options: FindOptions): Promise<string> => findSoftware(temporal, options);
