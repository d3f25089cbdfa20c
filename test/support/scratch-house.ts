import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const root = new URL('../../', import.meta.url);
const run = promisify(execFile);

/** A folder laid out as the repository, with its domain and its packages: files tried in it touch nothing else. */
export class ScratchHouse {
  readonly url: URL;
  private constructor(url: URL) {
    this.url = url;
  }

  static async create(): Promise<ScratchHouse> {
    const house = new ScratchHouse(pathToFileURL(`${await mkdtemp(`${tmpdir()}/shixian-house-`)}/`));
    for (const room of ['domain', 'node_modules', 'package.json'])
      await symlink(fileURLToPath(new URL(room, root)), fileURLToPath(new URL(room, house.url)));
    return house;
  }

  async write(file: string, text: string): Promise<void> {
    const place = new URL(file, this.url);
    await mkdir(new URL('./', place), { recursive: true });
    await writeFile(place, text);
  }

  /** Runs all its tests, and gives the closing lines. @throws Error with the output when one fails. */
  async test(): Promise<string> {
    const vitest = fileURLToPath(new URL('node_modules/vitest/vitest.mjs', root));
    const folder = fileURLToPath(this.url);
    const { stdout } = await run(process.execPath, [vitest, 'run', '--root', folder, '--no-color'], { cwd: folder });
    return stdout;
  }

  async remove(): Promise<void> {
    await rm(this.url, { recursive: true, force: true });
  }
}
