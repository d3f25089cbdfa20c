import type { Guide, GuideStep } from '../../procedure/guide/guide.ts';
import { pictureOf } from '../../procedure/guide/picture/picture.ts';
import { defined } from '../../defined.ts';
import { unifiedWindow } from '../../directory/directory.ts';
import type { Language } from '../../language.ts';
import { englishGuide } from '../en/guide.ts';
import { chineseGuide } from '../zh-CN/guide.ts';
import { fieldTitleOf } from '../../procedure/guide/field-titles.ts';
import type { Follows } from '../../procedure/guide/follows.ts';
import type { Reduction } from '../../procedure/guide/reductions.ts';
import type { Saving } from '../../procedure/guide/saving.ts';
import type { Condition } from '../../procedure/language/condition.ts';
import type { AnyProcedure } from '../../procedure/language/definition.ts';
import type { Mode } from '../../procedure/language/mode.ts';
import type { StepDefinition } from '../../procedure/language/step.ts';
import { changesTold, followsLines } from './follows.ts';
import { conditionText, guardText, limitTold, stepTold, type UnitOf } from './said.ts';
import type { GuideWords } from './words.ts';

const words: Readonly<Record<Language, GuideWords>> = { 'zh-CN': chineseGuide, en: englishGuide };

/** The words of guides in a language. */
const guideWords = (language: Language): GuideWords => words[language];

const reductionText = (said: GuideWords, reduction: Reduction): string =>
  said.reduction(reduction, count => (typeof count === 'number' ? String(count) : said.limit(count)));

/** The parts of a guide in words, each by itself, in a language. */
export function saying(language: Language) {
  const said = guideWords(language);
  return {
    condition: (procedure: AnyProcedure, condition: Condition) => conditionText(said, procedure, condition),
    guard: (procedure: AnyProcedure, mode: Mode) => guardText(said, procedure, mode),
    changes: (procedure: AnyProcedure, follows: Follows) => changesTold(said, procedure, follows),
    step: (guide: Guide, step: GuideStep, unitOf: UnitOf) => said.join(stepTold(said, guide, step, unitOf)),
    saving: (saving: Saving) => said.saving(saving),
    reduction: (reduction: Reduction) => reductionText(said, reduction),
  };
}

/** A part of a guide: its heading, and what stands below it. */
export interface GuideSection {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** The guide in words, in parts. Parts in which nothing stands are left out. */
export function guideSections(guide: Guide, unitOf: UnitOf, language: Language): readonly GuideSection[] {
  const said = guideWords(language);
  const { headings } = said;
  const early = guide.steps.filter(({ afterDecision }) => !afterDecision);
  const late = guide.steps.filter(({ afterDecision }) => afterDecision);
  const { special } = guide.procedure;
  return [
    { heading: guide.procedure.title, lines: aboutLines(said, guide, unitOf) },
    { heading: headings.limits, lines: limitLines(said, guide) },
    { heading: headings.materials, lines: materialLines(said, guide) },
    { heading: headings.steps, lines: stepLines(said, guide, early, unitOf) },
    { heading: headings.afterwards, lines: stepLines(said, guide, late, unitOf) },
    {
      heading: headings.special,
      lines: Object.values(special).map(({ title, atMost, basis, causedBy }) =>
        said.special(title, said.limit(atMost), basis, causedBy === 'applicant'),
      ),
    },
    { heading: headings.offices, lines: officeLines(said, guide, unitOf) },
    { heading: headings.fees, lines: feeLines(said, guide) },
    { heading: headings.outcomes, lines: outcomeLines(said, guide) },
    { heading: headings.modes, lines: guide.modes.map(mode => guardText(said, guide.procedure, mode)) },
    { heading: headings.follows, lines: followsLines(said, guide) },
    { heading: headings.reductions, lines: guide.reductions.map(each => reductionText(said, each)) },
  ].filter(({ lines }) => lines.length > 0);
}

/** The guide as a text of lines. */
export const guideText = (guide: Guide, unitOf: UnitOf, language: Language): string =>
  guideSections(guide, unitOf, language)
    .map(({ heading, lines }) => [heading, ...lines.map(line => `  ${line}`)].join('\n'))
    .join('\n\n');

function aboutLines(said: GuideWords, { procedure, channels }: Guide, unitOf: UnitOf): readonly string[] {
  const lead = unitOf(procedure.lead);
  const { by } = procedure.intake;
  return [
    procedure.id,
    said.kind(procedure.kind),
    ...(lead ? [said.lead(lead)] : []),
    by === 'application' ? said.channels(channels) : said.begun(by),
  ];
}

function limitLines(said: GuideWords, { procedure, promised, statutory, savings }: Guide): readonly string[] {
  const told = (limits: Guide['promised']): readonly string[] => limits.map(each => limitTold(said, procedure, each));
  const { acceptance, delivery } = procedure.policies;
  const { extension } = procedure.limits;
  const accepted = procedure.intake.by === 'application' ? said.limit(acceptance.within) : undefined;
  return [
    said.statutory(told(statutory)),
    ...(extension ? [`  ${said.extension(said.limit(extension.atMost), extension.basis)}`] : []),
    ...(promised.length === 0 ? [] : [said.promised(told(promised))]),
    ...savings.map(each => `  ${said.saving(each)}`),
    said.otherLimits(accepted, said.limit(delivery.within)),
  ];
}

const materialLines = (said: GuideWords, { procedure, form, materials }: Guide): readonly string[] =>
  materials.map(({ name, title, kind, within, before, givenBy, source, instead, files, when }, index) => {
    const stepTitle = (step: string | undefined) => step && (procedure.steps[step]?.title ?? step);
    const about = said.material({
      kind,
      ...defined({
        within: within && said.limit(within),
        before: stepTitle(before),
        givenBy: stepTitle(givenBy),
        source,
        instead,
        files,
        when: form || !when ? undefined : conditionText(said, procedure, when),
      }),
    });
    return `${index + 1}. ${said.about(said.named(name, title).join(' '), about)}`;
  });

const stepLines = (said: GuideWords, guide: Guide, steps: readonly GuideStep[], unitOf: UnitOf): readonly string[] =>
  steps.map((step, index) => {
    const about = said.join(stepTold(said, guide, step, unitOf));
    return `${index + 1}. ${said.about(said.named(step.step, step.title).join(' '), about)}`;
  });

/** Whoever acts in a step: of a conference its parties too. */
const partsOf = ({ kind, by, of = [] }: StepDefinition): readonly string[] => [
  ...(by === undefined ? [] : [by]),
  ...(kind === 'conference' ? of : []),
];

/** Every office that has a part, once, with its telephone: the window, the lead, those of the steps. */
function officeLines(said: GuideWords, { procedure, steps }: Guide, unitOf: UnitOf): readonly string[] {
  const names = [
    ...(procedure.intake.by === 'application' ? [unifiedWindow] : []),
    procedure.lead,
    ...steps.flatMap(({ step }) => partsOf(procedure.steps[step]!)),
  ];
  const offices = new Map(names.flatMap(name => unitOf(name) ?? []).map(({ title, telephone }) => [title, telephone]));
  return [...offices].flatMap(([title, telephone]) => (telephone === undefined ? [] : [said.about(title, telephone)]));
}

function feeLines(said: GuideWords, { procedure, fees }: Guide): readonly string[] {
  if (fees.length === 0) return procedure.intake.by === 'application' ? [said.free] : [];
  return fees.map(({ title, amount, basis, when }) => {
    const text = said.about(title, said.fee(amount, basis));
    return when === undefined ? text : said.onlyIf(text, conditionText(said, procedure, when));
  });
}

function outcomeLines(said: GuideWords, { procedure, permits, results }: Guide): readonly string[] {
  return [
    ...permits.map(name => {
      const { title, validFor, until, renewal } = procedure.permits[name]!;
      return said.permit({
        title,
        ...defined({
          validFor: validFor && said.limit(validFor),
          until: until && fieldTitleOf(procedure, until.onDate),
          renewal: renewal && said.limit(renewal),
        }),
      });
    }),
    ...results.map(name => procedure.results[name]!),
  ];
}

/** The picture of the steps, with titles in the reader's language beside the names of the code. */
export function guidePicture(guide: Guide, unitOf: UnitOf, language: Language): string {
  const said = guideWords(language);
  return pictureOf(guide, {
    title: ({ title }) => said.picture.title(title),
    description: () => said.picture.description,
    begins: ({ procedure, materials }) => [
      procedure.intake.by === 'application' ? said.picture.begins : said.picture.recorded,
      ...(materials.length === 0
        ? []
        : [said.picture.materials(materials.filter(({ fromApplicant }) => fromApplicant).length)]),
      ...(procedure.intake.by === 'application' ? [] : [said.begun(procedure.intake.by)]),
    ],
    decided: ({ procedure, promised, permits }) => [
      permits.length > 0 ? said.picture.decided : said.picture.settled,
      ...(promised.length > 0 ? [said.promised(promised.map(each => limitTold(said, procedure, each)))] : []),
      ...permits.map(name => procedure.permits[name]!.title),
    ],
    step: (of, step) => {
      const [title, code] = said.named(step.step, step.title);
      return [title, code, ...stepTold(said, of, step, unitOf)];
    },
  });
}
