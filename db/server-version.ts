/** The oldest major version of PostgreSQL that the product runs and is tested on. */
const leastMajorVersion = 18;

/** @throws Error when PostgreSQL is too old; `version` is its `server_version_num`, such as 150004. */
export function refuseOldServer(version: number): void {
  const major = Math.floor(version / 10_000);
  if (major >= leastMajorVersion) return;
  throw new Error(
    `PostgreSQL is too old: found version ${major}, expected ${leastMajorVersion} or newer. Nothing was made in it. ` +
      'Update it, or name another in DATABASE_URL.',
  );
}
