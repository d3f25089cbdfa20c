/**
 * A program of others that this product or its tests run, and how its official release and its Go module provide it.
 */
export interface Software {
  /** Names its folder in the cache. */
  readonly name: string;
  readonly title: string;
  /** The one version that is tested. */
  readonly version: string;
  /** The files that a release holds and a folder must have. */
  readonly programs: readonly [string, ...string[]];
  /** The argument that makes each of them print its version. */
  readonly versionArgument: string;
  /** The variable that names a folder with them. */
  readonly variable: string;
  /** Address of the official release's files. */
  readonly release: string;
  /** The release's archive for a system such as `linux_amd64`, and how large it is about. */
  readonly archive: (system: string) => string;
  readonly archiveSize: string;
  /** The release's list of checksums, and their algorithm. */
  readonly checksums: string;
  readonly digest: 'sha256' | 'sha512';
  /** The Go package of each program, in their order. */
  readonly goPackages: readonly string[];
  readonly linkerFlags: string;
  readonly buildTime: string;
  /** What a person can do when nothing helps, in lines. */
  readonly advice: readonly string[];
}

/** `linux_amd64`, as releases and Go name systems. */
export const system = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
