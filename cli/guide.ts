import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { versionsOf } from '../bin/compose/procedures.ts';
import { defined } from '../domain/defined.ts';
import { demonstrationDirectory } from '../domain/directory/demonstration.ts';
import type { Directory } from '../domain/directory/directory.ts';
import { resolveRole } from '../domain/directory/roles.ts';
import { languages, usualLanguage, type Language } from '../domain/language.ts';
import { placesOfLead } from '../domain/procedure/check/directory.ts';
import { unservedAt } from '../domain/procedure/check/unserved.ts';
import { answeredForm } from '../domain/procedure/guide/answered-form.ts';
import { guideOf, type Guide } from '../domain/procedure/guide/guide.ts';
import { Refused } from '../domain/refusal.ts';
import { guidePicture, guideSections, guideText } from '../domain/words/guide/guide.ts';
import type { UnitOf } from '../domain/words/guide/said.ts';
import { directoryAt } from './directory-file.ts';
import { readJson } from './json-file.ts';
import { withExamples } from './options.ts';
import { printAnswer } from './output.ts';
import { action, UsageError } from './run.ts';

interface Options {
  readonly answers?: string;
  readonly json?: true;
  readonly svg?: string;
  readonly language: Language;
  readonly directory?: string;
  readonly place?: string;
}

export const command = withExamples(
  new Command('guide')
    .description(
      '办事指南 The guide of a procedure, from its code: materials, limits, steps, fees, outcomes, modes, what follows ' +
        'each answer of the form, and the five counts (五减) beside those of the version before.',
    )
    .argument('<procedure>', 'its name, or <name>.v<version>; by the name the newest version')
    .option('--answers <file>', "one applicant's answers as JSON: the guide is then for them")
    .option('--json', 'names and figures as JSON, with the text in parts')
    .option('--svg <file>', 'writes the picture of the steps (办理流程图)')
    .addOption(new Option('--language <language>', '语言').choices(languages).default(usualLanguage))
    .option('--directory <file>', 'the directory that names units and telephones; default: the demonstration')
    .option(
      '--place <region>',
      'the region of the directory in which units are looked up; default: of the unit that leads',
    )
    .action(action(tell)),
  'guide restaurant-opening',
  'guide restaurant-opening --language en --svg restaurant-opening.svg',
);

async function tell(name: string, { answers, json, svg, language, directory, place }: Options): Promise<void> {
  const [procedure, previous] = await versionsOf(name);
  if (!procedure) throw new UsageError(`Found no procedure ${name} in workflows/procedures/.`);
  const units = directory === undefined ? demonstrationDirectory.units : (await directoryAt(directory)).units;
  const unserved = unservedAt(procedure, units, place);
  if (unserved) throw Refused.from(unserved);
  const unitOf = unitsIn(units, place ?? placesOfLead(procedure, units)[0]);
  const form = answers === undefined ? undefined : answeredForm(procedure, await readJson(answers));
  const guide = guideOf(procedure, { ...defined({ form }), previous });
  if (svg !== undefined) await writeFile(svg, guidePicture(guide, unitOf, language));
  printAnswer(json, json && asData(guide, unitOf, language), [guideText(guide, unitOf, language)]);
}

/** The guide without the code of its procedure. */
function asData(guide: Guide, unitOf: UnitOf, language: Language) {
  const { id, title, kind, lead, permits, results, special } = guide.procedure;
  const unit = unitOf(lead);
  return {
    ...guide,
    procedure: { id, title, kind, ...defined({ lead: unit }), permits, results, special },
    sections: guideSections(guide, unitOf, language),
  };
}

const unitsIn =
  (units: Directory['units'], place: string | undefined): UnitOf =>
  name => {
    const resolved = resolveRole(units, name, place);
    return 'unit' in resolved ? units.find(({ id }) => id === resolved.unit) : undefined;
  };
