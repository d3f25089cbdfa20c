import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../docs/blocks.ts';

const base = fileURLToPath(root);

export interface Stage {
  readonly name: string;
  readonly from: string;
  readonly instructions: readonly { readonly word: string; readonly rest: string }[];
}

/** A Dockerfile's stages, in order; continued lines joined. */
export function stagesOf(text: string): readonly Stage[] {
  const stages: { name: string; from: string; instructions: { word: string; rest: string }[] }[] = [];
  for (const line of text.replaceAll(/\\\n\s*/g, ' ').split('\n')) {
    const [, word, rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (word === undefined) continue;
    if (word === 'FROM') {
      const [from = '', , name = ''] = rest.split(/\s+/);
      stages.push({ name, from, instructions: [] });
    } else stages.at(-1)?.instructions.push({ word, rest });
  }
  return stages;
}

/** What a stage takes from the repository: source and target of every COPY without `--from`. */
export const copiedInto = (stage: Stage): readonly string[] =>
  stage.instructions
    .filter(({ word, rest }) => word === 'COPY' && !rest.startsWith('--from'))
    .flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1));

const imported = /^\s*(?:import|export)\s+(?!type\b)(?:[^'"`;]*?\sfrom\s+)?'([^']+)'/gm;

/** Every file of the repository and every package that these programs load. Types are gone before anything runs. */
export function loadedBy(programs: readonly string[]): {
  readonly files: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
} {
  const files = new Set<string>();
  const packages = new Set<string>();
  const waiting = [...programs];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    if (!file.endsWith('.ts')) continue;
    for (const [, name = ''] of readFileSync(join(base, file), 'utf8').matchAll(imported)) {
      if (name.startsWith('.')) waiting.push(normalize(join(dirname(file), name)));
      else if (!name.startsWith('node:')) packages.add(/^(@[^/]+\/[^/]+|[^/]+)/.exec(name)![0]);
    }
  }
  return { files, packages };
}
