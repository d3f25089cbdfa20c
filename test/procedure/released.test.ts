import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { shippedProcedures } from '../support/shipped.ts';
import { shippedEnvironment } from '../../bin/compose/shipped-environment.ts';
import {
  changesOf,
  folderOf,
  importedBy,
  importsOf,
  readSums,
  released,
  releases,
} from '../../bin/compose/released.ts';
import { link, genesis } from '../../domain/log/chain.ts';
import { outline, type AnyProcedure } from '../../domain/procedure/procedure.ts';
import { differenceOfRecorded, type RecordedCase } from '../../domain/host/recorded.ts';
import { bundle, part } from '../case/bundle.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { long } from '../support/tags.ts';

const type = 'restaurant-opening.v1';
const recorded = async (of: string, file: string): Promise<RecordedCase> =>
  JSON.parse(await readFile(new URL(file, folderOf(of)), 'utf8')) as RecordedCase;

describe('every released version', long, () => {
  test('is as it was: its file, its outline, and its recorded cases, which fold to what they were', async () => {
    const [types, procedures] = [await releases(), await shippedProcedures()];
    expect(types).toContain(type);
    for (const each of types) {
      expect(await changesOf(each)).toEqual([]);
      const procedure = procedures.get(each)!;
      expect(outline(procedure), each).toBe(await readFile(new URL('outline.txt', folderOf(each)), 'utf8'));
      const cases = [...(await readSums(each))!.keys()].filter(file => file.endsWith('.json'));
      expect(cases.length, each).toBeGreaterThan(0);
      for (const file of cases)
        expect(differenceOfRecorded(await recorded(each, file), shippedEnvironment(procedure)), file).toBeUndefined();
    }
  });
  test('has everything that lies in its folder under a hash', async () => {
    for (const each of await releases()) {
      const files = (await readdir(folderOf(each))).filter(file => file !== 'SHA256SUMS');
      expect(files.filter(file => !file.startsWith('.')).toSorted(), each).toEqual(
        [...(await readSums(each))!.keys()].filter(file => !file.includes('/')).toSorted(),
      );
    }
  });
});

describe('a release', long, () => {
  let root: URL;
  beforeEach(async () => {
    root = pathToFileURL(`${await mkdtemp(join(tmpdir(), 'shixian-release-'))}/procedures/released/`);
    await mkdir(root, { recursive: true });
    await cp(released, root, { recursive: true });
    await cp(new URL(`../${type}.ts`, released), new URL(`../${type}.ts`, root));
  });
  afterEach(async () => {
    await rm(new URL('../../', root), { recursive: true, force: true });
  });
  const change = async (file: string): Promise<void> =>
    writeFile(new URL(file, root), `${await readFile(new URL(file, root), 'utf8')}\n`);

  test('covers the versions whose cases it opens: a change of those is told', async () => {
    expect([importsOf(bundle), importsOf(part)]).toEqual([['part.v1'], []]);
    const sum = (text: string): string => createHash('sha256').update(text).digest('hex');
    await mkdir(new URL('bundle.v1/', root));
    await writeFile(new URL('../bundle.v1.ts', root), 'bundle');
    await writeFile(new URL('../part.v1.ts', root), 'part');
    const lines = `${sum('bundle')}  ../../bundle.v1.ts\n${sum('part')}  ../../part.v1.ts\n`;
    await writeFile(new URL('bundle.v1/SHA256SUMS', root), lines);
    expect(await changesOf('bundle.v1', root)).toEqual([]);
    await writeFile(new URL('../part.v1.ts', root), 'changed');
    expect(await changesOf('bundle.v1', root)).toEqual([
      expect.stringMatching(/^part\.v1\.ts: was changed after bundle\.v1 was released/),
    ]);
  });

  test('covers the parts that it imports, theirs included: a change of one names its next version', async () => {
    const sum = (text: string): string => createHash('sha256').update(text).digest('hex');
    const files = {
      'shop.v1.ts': "import { address } from './parts/address.v1.ts';\nimport { part } from './part.v1.ts';\n",
      'part.v1.ts': "import { procedure } from '../../domain/procedure.ts';\n",
      'parts/address.v1.ts': "import { z } from 'zod';\nimport type { Street } from './street.v2.ts';\n",
      'parts/street.v2.ts': 'export type Street = string;\n',
    };
    await mkdir(new URL('../parts/', root), { recursive: true });
    await mkdir(new URL('shop.v1/', root));
    for (const [name, text] of Object.entries(files)) await writeFile(new URL(`../${name}`, root), text);
    const imported = await importedBy('shop.v1', root);
    expect(imported).toEqual(['../../part.v1.ts', '../../parts/address.v1.ts', '../../parts/street.v2.ts']);
    const lines = imported.map(name => `${sum(files[name.slice(6) as keyof typeof files])}  ${name}\n`);
    await writeFile(new URL('shop.v1/SHA256SUMS', root), lines.join(''));
    expect(await changesOf('shop.v1', root)).toEqual([]);
    await writeFile(new URL('../parts/street.v2.ts', root), 'export type Street = number;\n');
    expect(await changesOf('shop.v1', root)).toEqual([
      expect.stringMatching(
        /^parts\/street\.v2\.ts: was changed after shop\.v1.* new version, parts\/street\.v3\.ts\.$/,
      ),
    ]);
  });

  test('is told from what is not yet released by its hashes', async () => {
    await mkdir(new URL('draft.v1/', root));
    expect(await releases(root)).toContain(type);
    expect(await releases(root)).not.toContain('draft.v1');
    expect(await changesOf('draft.v1', root)).toEqual([]);
  });
  test('whose procedure was changed says what to do', async () => {
    expect(await changesOf(type, root)).toEqual([]);
    await change(`../${type}.ts`);
    expect(await changesOf(type, root)).toEqual([
      expect.stringMatching(
        new RegExp(
          String.raw`^restaurant-opening\.v1\.ts: was changed after .* put it back, ` +
            String.raw`and make the change in a new version, restaurant-opening\.v2\.ts\.$`,
        ),
      ),
    ]);
  });
  test('whose procedure, outline or recorded case is changed or gone names each', async () => {
    await change(`${type}/outline.txt`);
    await change(`${type}/good-way.json`);
    await rm(new URL(`../${type}.ts`, root));
    expect((await changesOf(type, root)).map(each => each.split(' after')[0])).toEqual([
      'restaurant-opening.v1.ts: is gone',
      'released/restaurant-opening.v1/outline.txt: was changed',
      'released/restaurant-opening.v1/good-way.json: was changed',
    ]);
  });
});

describe('a recorded case', () => {
  const changed = (fields: Partial<AnyProcedure>): AnyProcedure => ({ ...restaurantOpening, ...fields });
  const faultUnder = async (
    procedure: AnyProcedure,
    of?: (found: RecordedCase) => RecordedCase,
  ): Promise<string | undefined> => {
    const found = await recorded(type, 'good-way.json');
    return differenceOfRecorded(of?.(found) ?? found, shippedEnvironment(procedure));
  };
  test('no longer folds when the flow asks otherwise', async () => {
    const { signboard } = restaurantOpening.steps;
    expect(
      await faultUnder(
        changed({
          steps: {
            ...restaurantOpening.steps,
            signboard: { ...signboard, when: { field: 'hasSignboard', values: [false] } },
          },
        }),
      ),
    ).toMatch(/^no longer folds: /);
  });
  test('no longer folds to what it was when a limit is another', async () => {
    expect(
      await faultUnder(changed({ limits: { ...restaurantOpening.limits, promised: { unit: 'WD', n: 6 } } })),
    ).toMatch(/^view\.clocks\.\d\.due: found \d+, recorded was \d+$/);
  });
  test('whose log was altered, or has events that this code does not know, is told', async () => {
    const entries = (texts: readonly string[], id: string): RecordedCase['entries'] => {
      let hash = genesis(id);
      return texts.map((text, index) => ({ seq: index + 1, text, hash: (hash = link(hash, text)) }));
    };
    expect(
      await faultUnder(restaurantOpening, ({ entries: [first, ...rest], view }) => ({
        entries: [{ ...first!, text: first!.text.replace('老街', '新街') }, ...rest],
        view,
      })),
    ).toBe('event 1 does not follow the one before it');
    expect(
      await faultUnder(restaurantOpening, found => ({
        entries: entries(
          found.entries.map(each => each.text.replace('"noticeGiven"', '"noticed"')),
          found.view.case,
        ),
        view: found.view,
      })),
    ).toMatch(/^no longer folds: /);
    expect(await faultUnder(restaurantOpening)).toBeUndefined();
  });
});
