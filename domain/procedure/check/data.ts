import { z } from 'zod';
import { parseDay } from '../../calendar/day.ts';
import type { Limit } from '../../clock/limit.ts';
import { isPlain, type AnyLimit } from '../language/condition.ts';
import type { AnyProcedure } from '../language/definition.ts';
import { isPublishable } from '../language/item.ts';
import { isPersonal } from '../language/personal.ts';
import { issuesInPersonal } from './personal.ts';
import { formOn, isEvery } from '../language/schedule.ts';
import { holdsInside, shapeOf } from '../language/schema.ts';
import type { DefinitionIssue } from './issue.ts';
import { issuesInLimits } from './limits.ts';
import { issuesInConditions } from './conditions.ts';
import { issuesInModes } from './modes.ts';
import { issuesInReferences } from './references.ts';
import { issuesInEndless, issuesInShapes } from './shapes.ts';
import { type Choices, issuesInIdle } from './idle.ts';
import { issuesInUnknown } from './unknown.ts';

const identifier = /^[a-z][A-Za-z0-9]{0,59}$/;
const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Every rule that the definition's data break, without running the flow. */
export function issuesInData(procedure: AnyProcedure, declared: Choices): readonly DefinitionIssue[] {
  // Nothing else can be looked at where a limit is none, or a schema has no end.
  const broken = [...issuesInShapes(procedure), ...issuesInEndless(procedure)];
  if (broken.length > 0) return broken;
  const inForm = issuesInForm(procedure);
  const inConditions = issuesInConditions(procedure);
  // Limits are compared for the forms that the example gives rise to, and by their fields: both have to be valid.
  return [
    ...issuesInUnknown(declared, procedure),
    ...issuesInNames(procedure),
    ...issuesInReferences(procedure),
    ...inForm,
    ...inConditions,
    ...issuesInUse(procedure),
    ...issuesInIdle(declared, procedure),
    ...issuesInResults(procedure),
    ...issuesInDates(procedure),
    ...issuesInModes(procedure),
    ...issuesInKind(procedure),
    ...issuesInPermits(procedure),
    ...issuesInFees(procedure),
    ...issuesInSchedule(procedure),
    ...(inForm.length + inConditions.length > 0 ? [] : issuesInLimits(procedure)),
  ];
}

/** A date begins a case with nothing but itself, and with nobody's data. */
function issuesInSchedule({ intake, form, materials }: AnyProcedure): readonly DefinitionIssue[] {
  if (intake.by !== 'schedule') return [];
  const faults: DefinitionIssue[] = [];
  const add = (at: string, message: string): void => void faults.push({ rule: 'schedule', at, message });
  if (!isEvery(intake.every) || !Number.isSafeInteger(intake.every.n) || intake.every.n < 1)
    add('intake.every', 'expected working days, calendar days or months: a schedule goes by dates');
  const issue = form.safeParse(formOn({ form }, parseDay('2027-01-04'))).error?.issues[0];
  if (issue) add(['form', ...issue.path].join('.'), 'is asked of nobody: a date begins a case with `date` alone');
  const fields = form instanceof z.ZodObject ? Object.entries(form.shape) : [];
  for (const [field, schema] of fields)
    if (holdsInside(schema as z.core.$ZodType, isPersonal))
      add(`form.${field}`, 'is personal, and a schedule begins no case of a person');
  for (const [name, material] of Object.entries(materials))
    if (material.source === undefined && material.kind !== 'later')
      add(`materials.${name}`, 'is brought by nobody: name its source');
  return faults;
}

function issuesInNames(procedure: AnyProcedure): readonly DefinitionIssue[] {
  const { name, version, title, steps, permits, results, materials, milestones, special } = procedure;
  const faults: DefinitionIssue[] = [];
  if (title.trim() === '')
    faults.push({ rule: 'title', at: 'title', message: 'is empty; write what the public reads, in Chinese' });
  if (!kebab.test(name))
    faults.push({
      rule: 'name',
      at: 'name',
      message: `found ${JSON.stringify(name)}, expected lower-case words joined by hyphens, such as restaurant-opening`,
    });
  if (!Number.isSafeInteger(version) || version < 1)
    faults.push({ rule: 'version', at: 'version', message: `found ${version}, expected a whole number from 1` });
  for (const [part, names] of Object.entries({ steps, permits, results, materials, milestones, special })) {
    for (const each of Object.keys(names))
      if (!identifier.test(each))
        faults.push({
          rule: 'name',
          at: `${part}.${each}`,
          message: 'is no identifier; expected a lower-case letter, then letters and digits, 60 at most',
        });
      else if (isOfEveryObject(each)) faults.push({ rule: 'name', at: `${part}.${each}`, message: everyObject });
  }
  if (Object.keys(permits).length + Object.keys(results).length === 0)
    faults.push({
      rule: 'nothingToGive',
      at: 'permits',
      message: 'neither permits nor results are declared; a case could come to nothing',
    });
  return faults;
}

function issuesInForm({ form, example, examples }: AnyProcedure): readonly DefinitionIssue[] {
  const faults = Object.entries(form instanceof z.ZodObject ? form.shape : {}).flatMap(([name, field]) =>
    issuesInKept(field as z.core.$ZodType, `form.${name}`),
  );
  // Of such a field no example says more.
  if (faults.length > 0) return faults;
  [example, ...examples].forEach((each, index) => {
    const at = index === 0 ? 'example' : `examples[${index - 1}]`;
    const parsed = form.safeParse(each);
    if (!parsed.success)
      for (const issue of parsed.error.issues)
        faults.push({
          rule: 'example',
          at: [at, ...issue.path].join('.'),
          message: `is no valid form: ${issue.message}`,
        });
  });
  if (!(form instanceof z.ZodObject))
    return [
      ...faults,
      { rule: 'form', at: 'form', message: 'expected z.object: its fields become inputs, conditions and columns' },
    ];
  for (const [name, field] of Object.entries(form.shape)) {
    if (isOfEveryObject(name)) faults.push({ rule: 'name', at: `form.${name}`, message: everyObject });
    faults.push(...issuesInPersonal(field as z.core.$ZodType, `form.${name}`));
  }
  return faults;
}

/** `constructor`, `toString`: whoever looks one up finds something that nobody declared. */
const isOfEveryObject = (name: string): boolean => name in Object.prototype;
const everyObject = 'is the name of what every object has; write another';

/** What a form may not be, whatever it asks: the door checks what comes out of it again. */
const changing = new Set(['transform', 'catch']);
function isChanging(schema: z.core.$ZodType): boolean {
  const { type, coerce, transform } = shapeOf(schema);
  // A codec, and so a stringbool, is a pipe with a transform of its own.
  return changing.has(type) || coerce === true || (type === 'pipe' && transform !== undefined);
}

/** What the log cannot keep, since it is no JSON. */
const unkept = new Set('bigint date map set nan promise symbol undefined void function file'.split(' '));
const isUnkept = (schema: z.core.$ZodType): boolean => unkept.has(shapeOf(schema).type);

/** What is wrong with a field of a form or of a result, whatever is typed into it. */
const issuesInKept = (schema: z.core.$ZodType, at: string): readonly DefinitionIssue[] => [
  ...(holdsInside(schema, isChanging) ? [{ rule: 'changes', at, message: changesMessage }] : []),
  ...(holdsInside(schema, isUnkept) ? [{ rule: 'unkept', at, message: unkeptMessage }] : []),
];

/** What steps record is logged less its personal values. What an objection is about is logged whole. */
function issuesInResults({ steps }: AnyProcedure): readonly DefinitionIssue[] {
  return Object.entries(steps).flatMap(([name, { kind, may, result, concerns }]) => [
    ...reservedIn(`steps.${name}.result`, result, [
      ...(lapsing.has(kind) ? ['lapsed'] : []),
      ...(may.includes('return') ? ['returned', 'reasons'] : []),
    ]),
    ...issuesInRecorded(`steps.${name}.result`, result),
    ...issuesInRecorded(`steps.${name}.concerns`, concerns),
    ...(concerns && holdsInside(concerns, isPersonal)
      ? [
          {
            rule: 'personal',
            at: `steps.${name}.concerns`,
            message: 'holds a personal field, and what an objection is about is logged: ask it in the form',
          },
        ]
      : []),
  ]);
}

/** Steps of which the outcome says by `lapsed` whether it came in time. */
const lapsing: ReadonlySet<string> = new Set(['applicant', 'event', 'effect']);

/** Fields that the language itself adds to what a step records: those of the author would be lost. */
const reservedIn = (
  at: string,
  result: z.ZodType | undefined,
  reserved: readonly string[],
): readonly DefinitionIssue[] =>
  (result instanceof z.ZodObject ? Object.keys(result.shape) : [])
    .filter(name => reserved.includes(name) || isOfEveryObject(name))
    .map(name => ({
      rule: 'name',
      at: `${at}.${name}`,
      message: reserved.includes(name) ? 'is added by the language itself; write another name' : everyObject,
    }));

function issuesInRecorded(at: string, recorded: z.ZodType | undefined): readonly DefinitionIssue[] {
  if (!recorded) return [];
  const fields =
    recorded instanceof z.ZodObject
      ? Object.entries(recorded.shape).map(([field, schema]) => [`${at}.${field}`, schema] as const)
      : [[at, recorded] as const];
  return fields.flatMap(([place, schema]): readonly DefinitionIssue[] => [
    ...issuesInPersonal(schema, place),
    ...issuesInKept(schema, place),
  ]);
}
const changesMessage =
  'changes what was typed (transform, preprocess, coerce, codec or catch); check it with refine, and change it in ' +
  'the flow';
const unkeptMessage =
  'is of a kind that JSON does not have, so no log keeps it; ask a text, such as z.iso.date(), a number or a list';

/** A date that a limit goes by is one: a text that is none would be a limit that nobody can count. */
function issuesInDates({ form, limits, permits, steps }: AnyProcedure): readonly DefinitionIssue[] {
  if (!(form instanceof z.ZodObject)) return [];
  const asked: readonly (readonly [string, AnyLimit | undefined])[] = [
    ['limits.statutory', limits.statutory],
    ['limits.promised', limits.promised],
    ...Object.entries(steps).map(([name, step]) => [`steps.${name}.within`, step.withinBy] as const),
    ...Object.entries(permits).map(([name, { until }]) => [`permits.${name}.until`, until] as const),
  ];
  return asked.flatMap(([at, limit]) => {
    if (limit === undefined || !('onDate' in limit)) return [];
    const field = form.shape[limit.onDate];
    if (!field || noDates.every(text => !z.safeParse(field, text).success)) return [];
    return [
      { rule: 'onDate', at, message: `goes by form.${limit.onDate}, which may hold no date; write z.iso.date()` },
    ];
  });
}
const noDates = ['some day', '2026-02-30', ''];

const unusedSpecial = 'no step may pause for it and none is it; name it in mayPauseFor of a step, or leave it out';

/** What is declared is used, and what is used fits. */
function issuesInUse(procedure: AnyProcedure): readonly DefinitionIssue[] {
  const { steps, special, milestones, materials, limits } = procedure;
  const all = Object.values(steps);
  const faults: DefinitionIssue[] = [];
  for (const each of Object.keys(special)) {
    if (!all.some(step => step.special === each || step.mayPauseFor.includes(each)))
      faults.push({ rule: 'unusedSpecial', at: `special.${each}`, message: unusedSpecial });
  }
  for (const [name, { times = 1 }] of Object.entries(special)) {
    if (!Number.isSafeInteger(times) || times < 1)
      faults.push({
        rule: 'special',
        at: `special.${name}.times`,
        message: `found ${times}, expected a whole number from 1`,
      });
  }
  for (const each of Object.keys(milestones)) {
    if (!all.some(step => step.until === each))
      faults.push({
        rule: 'unusedMilestone',
        at: `milestones.${each}`,
        message: 'no step is due with it; write until on one',
      });
  }
  for (const [name, material] of Object.entries(materials)) {
    const at = `materials.${name}`;
    if (material.kind === 'later' && !all.some(step => step.gives?.includes(name)))
      faults.push({
        rule: 'later',
        at,
        message: 'comes later, but no step gives it; write gives on the step that brings it',
      });
    const before = material.before === undefined ? undefined : steps[material.before];
    if (before && (before.kind !== 'event' || !isTimed(before)))
      faults.push({
        rule: 'deferral',
        at,
        message: `is deferred to ${material.before}, which is no event that expires: it would never fall due`,
      });
  }
  for (const [name, step] of Object.entries(steps)) {
    for (const given of step.gives ?? [])
      if (materials[given] && materials[given].kind !== 'later')
        faults.push({ rule: 'later', at: `steps.${name}`, message: `gives ${given}, which is not declared as later` });
  }
  if (limits.extension && limits[limits.extension.of] === undefined)
    faults.push({
      rule: 'extension',
      at: 'limits.extension',
      message: `extends the ${limits.extension.of} limit, which is not declared`,
    });
  if (
    limits.extension &&
    perLimits(limits).some(limit => isPlain(limit) && unitText(limit) !== unitText(limits.extension!.atMost))
  )
    faults.push({
      rule: 'extension',
      at: 'limits.extension',
      message: 'is in another unit than the limit that it extends',
    });
  const times = limits.extension?.times ?? 1;
  if (!Number.isSafeInteger(times) || times < 1)
    faults.push({
      rule: 'extension',
      at: 'limits.extension.times',
      message: `found ${times}, expected a whole number from 1`,
    });
  return faults;
}

/** The unit of a limit; of the earlier of two both: an extension names an amount for each. */
const unitText = (limit: Limit): string =>
  limit.unit === 'EARLIER_OF' ? limit.of.map(({ unit }) => unit).join('/') : limit.unit;

const isTimed = (step: { readonly within?: unknown; readonly withinBy?: unknown }): boolean =>
  step.within !== undefined || step.withinBy !== undefined;

function perLimits({ statutory, promised, extension }: AnyProcedure['limits']): readonly AnyLimit[] {
  const extended = extension?.of === 'promised' ? promised : statutory;
  return extended === undefined ? [] : 'per' in extended ? Object.values(extended.table) : [extended];
}

/** What is private is not published, whatever a procedure says. */
function issuesInKind({ kind, policies: { publicity } }: AnyProcedure): readonly DefinitionIssue[] {
  if (publicity === undefined || isPublishable(kind)) return [];
  const message = `a ${kind} is nobody else's business: its decisions are not published; leave it out`;
  return [{ rule: 'publicity', at: 'policies.publicity', message }];
}

/** A validity is counted in months or days, and renewal is asked for within it. */
function issuesInPermits({ permits }: AnyProcedure): readonly DefinitionIssue[] {
  return Object.entries(permits).flatMap(([name, { validFor, renewal }]): readonly DefinitionIssue[] => {
    const at = `permits.${name}`;
    const isCounted = validFor === undefined || validFor.unit === 'MONTH' || validFor.unit === 'ND';
    return [
      ...(isCounted ? [] : [{ rule: 'permit', at: `${at}.validFor`, message: 'is counted in years, months or days' }]),
      ...(renewal === undefined || renewal.unit === 'WD' || renewal.unit === 'ND'
        ? []
        : [{ rule: 'permit', at: `${at}.renewal`, message: 'is counted in working days or days' }]),
    ];
  });
}

/** 清单之外无收费: a fee is an amount that something allows. */
function issuesInFees({ steps }: AnyProcedure): readonly DefinitionIssue[] {
  return Object.entries(steps).flatMap(([name, { fee }]): readonly DefinitionIssue[] => {
    const at = `steps.${name}`;
    if (!fee) return [];
    const { charges, basis } = fee;
    const wrong = charges.find(({ amount }) => !Number.isSafeInteger(amount) || amount <= 0);
    const isOpen = charges.findIndex(({ when }) => when === undefined) !== charges.length - 1;
    return [
      ...(wrong
        ? [{ rule: 'fee', at: `${at}.amount`, message: `found ${wrong.amount}, expected whole fen from 1` }]
        : []),
      ...(isOpen
        ? [{ rule: 'fee', at: `${at}.amount`, message: 'expected a last row without `when`, and none before it' }]
        : []),
      ...(basis.trim() === '' ? [{ rule: 'fee', at: `${at}.basis`, message: 'names nothing that allows it' }] : []),
    ];
  });
}
