import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mountedBelow, prefixOf, removeLeftovers } from '../support/leftovers.ts';
import { smallDisk, type SmallDisk } from '../support/small-disk.ts';

test('what a killed test run left, mounts too, is removed by the next; what a running one has stays', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'leftovers-'));
  let disk: SmallDisk | undefined;
  try {
    // No process has this number; one that runs has ours, and another start.
    const [dead, older] = [`${prefixOf(2 ** 22 + 1)}dead`, `shixian-test-${process.pid}-1-older`];
    const [running, other] = [`${prefixOf(process.pid)}runs`, 'somebody-elses'];
    for (const name of [dead, older, running, other]) await mkdir(join(parent, name));
    disk = await smallDisk(join(parent, dead, 'folder', 'disk'), 1);
    await writeFile(join(disk.folder, 'file'), 'held');
    expect(await mountedBelow(parent)).toHaveLength(disk.way === 'tmpfs' ? 1 : 0);
    await removeLeftovers(parent);
    expect((await readdir(parent)).toSorted()).toEqual([running, other].toSorted());
    expect(await mountedBelow(parent)).toEqual([]);
  } finally {
    await disk?.remove();
    await rm(parent, { recursive: true, force: true });
  }
});
