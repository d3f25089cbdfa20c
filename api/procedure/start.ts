import { formatDay } from '../../domain/calendar/day.ts';
import type { Unit } from '../../domain/directory/directory.ts';
import { maySee } from '../case/load-visible-case.ts';
import { isTheirParty, ownParty } from '../case/visibility.ts';
import { begin, type Beginning } from '../../commands/receive-application.ts';
import type { Result } from '../../commands/result.ts';
import { keyOf } from '../../commands/submit.ts';
import { readCommand } from '../../db/commands/commands.ts';
import { command } from '../../domain/case/command.ts';
import { isSameCalendars } from '../../domain/case/case.ts';
import { defined } from '../../domain/defined.ts';
import { regionOf } from '../../domain/directory/places.ts';
import { isUnifiedWindow } from '../../domain/directory/roles.ts';
import type { Issue } from '../../domain/issue.ts';
import type { CreditGrade } from '../../domain/parties/party.ts';
import { type DirectoryNow, type Pins as DirectoryPins, pinsFor, refusalAt } from '../../operations/directory/pins.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { refusalOf, Refused } from '../../domain/refusal.ts';
import { aboutWhom } from '../../domain/case/about.ts';
import { actorOf, checkCommandId, parsed, requireNoInterest, unwrapOrThrow } from '../act/act.ts';
import type { DeclaredFields, InputBuilder } from '../act/inputs.ts';
import { papersFrom, type GivenPaper } from '../act/papers.ts';
import { requireKnownNames } from '../act/known-names.ts';
import type { Context } from '../schema/context.ts';
import type { Viewer } from '../viewer/viewer.ts';
import {
  AskAgain,
  DevelopmentOnly,
  InvalidInput,
  NotPermitted,
  RefusedByCase,
  Unauthenticated,
} from '../error/errors.ts';
import { splitForm } from '../form/form.ts';
import { startersOf } from '../form/permissions.ts';
import { current, currentStartOf, prefixOf, startOf } from '../form/names.ts';
import type { Enums } from '../schema/enums.ts';
import type { Kit } from '../schema/kit.ts';
import type { Accepted } from '../case/objects.ts';

/**
 * What the input of a start mutation comes to. Its form, papers and modes are the procedure's own: `start` checks them.
 */
export interface StartInput {
  readonly commandId: string;
  readonly channel: 'online' | 'window' | 'post';
  readonly receivedOn?: number | null | undefined;
  readonly form?: unknown;
  readonly papers?: readonly GivenPaper[] | null | undefined;
  readonly modes?: readonly string[] | null | undefined;
  readonly commitmentLetter?: { readonly number: string; readonly digest: string } | null | undefined;
  readonly from?: string | null | undefined;
  readonly onBehalfOf?: string | null | undefined;
  readonly place?: string | null | undefined;
  readonly developmentTime?: number | null | undefined;
}

/**
 * `start…V1`: one mutation for each procedure and version, typed from its form, and one without a version, which means
 * the version in force. A new procedure brings its own: nothing is edited here.
 */
export function addStarts(kit: Kit): void {
  const offered = current(kit.procedures);
  for (const procedure of kit.procedures.values()) {
    if (startersOf(procedure).length === 0) continue;
    const input = addStartInput(kit, procedure);
    const add = (name: string, description: string): void =>
      kit.builder.mutationField(name, t =>
        t.field({
          type: kit.result,
          description,
          args: { input: t.arg({ type: input, required: true }) },
          resolve: (_root, args, context) => start(context, procedure, args.input),
        }),
      );
    const what = begins[procedure.intake.by];
    add(startOf(procedure), `${what} ${procedure.title}, version ${procedure.version}.`);
    if (offered.includes(procedure))
      add(currentStartOf(procedure), `${what} ${procedure.title}, by the version in force.`);
  }
}

/** What a start mutation does. */
const begins = {
  application: '收件: files an application for',
  issue: '登记: records an issue under',
  order: '登记: records an order under',
  schedule: '发起: begins by itself',
} as const;

function addStartInput(kit: Kit, procedure: AnyProcedure) {
  return kit.builder.inputType(`Start${prefixOf(procedure)}Input`, {
    fields: t => ({ ...commonFields(t, kit.enums), ...declaredFields(t, kit, procedure) }),
  });
}

function declaredFields(t: InputBuilder, { enums, shared, forms }: Kit, procedure: AnyProcedure): DeclaredFields {
  const form = forms.byProcedure.get(procedure.id);
  return {
    ...('from' in procedure.intake && {
      from: t.string({ required: true, description: sourceOf(procedure.intake.from) }),
    }),
    ...(form && { form: t.field({ type: form, required: true }) }),
    ...(Object.keys(procedure.materials).length > 0 && {
      papers: t.field({ type: [shared.paper], required: true, description: papersHandedIn }),
    }),
    ...(Object.keys(procedure.modes).length > 0 && {
      modes: t.field({ type: [enums.mode], description: modesChosen }),
    }),
    ...(procedure.modes.commitment && {
      commitmentLetter: t.field({ type: shared.document, description: commitmentSigned }),
    }),
  };
}

const sourceOf = (from: readonly string[]): string => `Where it comes from (来源): ${from.join(', ')}.`;
const papersHandedIn = 'Papers handed in (申请材料).';
const modesChosen = 'Modes that the applicant chose (办理方式).';
const commitmentSigned = '告知承诺书, signed by the applicant: with the mode COMMITMENT.';
const commonFields = (t: InputBuilder, enums: Enums) => ({
  commandId: t.id({
    required: true,
    description: 'Yours, made anew for each application: the same again is the same application.',
  }),
  channel: t.field({ type: enums.channel, required: true }),
  onBehalfOf: t.id({ description: 'The party for whom an agent, the window, or who represents it files (申请人).' }),
  place: t.string({
    description:
      'The region of the directory in which the case is (办理区域), where the procedure is offered in several: ' +
      '`Procedure.places`. Without it that of the window that files it.',
  }),
  receivedOn: t.field({
    type: 'Date',
    description:
      'The day on which papers came by post or at the counter (收件日期), where the window types them in later.',
  }),
  developmentTime: t.field({
    type: 'DateTime',
    description: "Development only: the case's time begins at this instant.",
  }),
});

/** `startCase`: for a front end that renders any procedure from its schema; the typed mutations say the same. */
export function addStartCase({ builder, enums, shared, result, procedures }: Kit): void {
  const input = builder.inputType('StartCaseInput', {
    fields: t => ({
      ...commonFields(t, enums),
      procedure: t.id({ required: true, description: 'Its name, such as restaurant-opening.' }),
      from: t.string({
        description: 'Of an issue or an order where it comes from (来源), as `Procedure.intake` names it.',
      }),
      version: t.int({ description: 'Without it the version in force.' }),
      form: t.field({ type: 'JSON', required: true, description: 'As `Procedure.formSchema` describes it.' }),
      papers: t.field({ type: [shared.paper], description: papersHandedIn }),
      modes: t.field({ type: [enums.mode], description: modesChosen }),
      commitmentLetter: t.field({ type: shared.document, description: commitmentSigned }),
    }),
  });
  builder.mutationField('startCase', t =>
    t.field({
      type: result,
      description: '收件: files an application for any procedure, or records an issue or an order.',
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) => {
        const procedure = findProcedure(procedures, given.procedure, given.version ?? undefined);
        return start(context, procedure, given);
      },
    }),
  );
}

/** @throws InvalidInput naming what there is */
export function findProcedure(
  procedures: ReadonlyMap<string, AnyProcedure>,
  name: string,
  version: number | undefined,
): AnyProcedure {
  const versions = [...procedures.values()].filter(each => each.name === name);
  const offered = current(procedures);
  const found =
    version === undefined ? offered.find(each => each.name === name) : versions.find(each => each.version === version);
  if (found) return found;
  const issue: Issue =
    versions.length === 0
      ? { path: ['procedure'], code: 'notOneOf', params: { expected: offered.map(each => each.name) } }
      : { path: ['version'], code: 'notOneOf', params: { expected: versions.map(each => String(each.version)) } };
  throw new InvalidInput([issue]);
}

export async function start(context: Context, procedure: AnyProcedure, input: StartInput): Promise<Accepted> {
  const { viewer, loaders } = context;
  if (!viewer) throw new Unauthenticated('application');
  checkCommandId(input.commandId);
  const earlier = (await readCommand(context.db, keyOf(viewer, input.commandId)))?.command;
  const isRepeat = earlier !== undefined;
  const applicant = await applicantOf(context, viewer, input, isRepeat);
  requireNoInterest(viewer, [applicant, ...aboutWhom(procedure, input.form ?? {})], 'receive');
  const timeOffset = offsetOf(context, input);
  const place = await placeOf(context, viewer, input);
  const directory = await context.directoryNow();
  if (!isRepeat) requireReceiving(context, procedure, directory.units, place);
  const pins = pinsOf(directory, procedure, place);
  const { form, personal } = splitForm(procedure, input.form ?? {});
  await requireKnownNames(context, keyOf(viewer, input.commandId), procedure.form, form, ['form']);
  const received = parsed(command.options[0].omit({ type: true, case: true, number: true, personal: true }), {
    procedure: procedure.id,
    ...pins,
    applicant,
    channel: input.channel,
    ...(input.receivedOn != null && { receivedOn: formatDay(input.receivedOn) }),
    ...defined({ from: input.from }),
    form,
    papers: papersFrom(input.papers),
    modes: input.modes ?? [],
    ...(input.commitmentLetter != null && { commitmentLetter: { ...input.commitmentLetter } }),
    ...defined({ creditGrade: await creditGradeOf(context, procedure, applicant) }),
  });
  const result = await beginOnce(context, {
    actor: actorOf(viewer, applicant),
    commandId: input.commandId,
    application: received,
    timeOffset,
    earlier: { command: earlier },
    ...defined({ personal }),
  });
  const { view } = unwrapOrThrow(context, input.commandId, result);
  const record = await loaders.case.clear(view.case).load(view.case);
  if (!record) throw new AskAgain(input.commandId);
  const isShown = !isRepeat || (await maySee(context, record));
  return { commandId: input.commandId, case: isShown ? record : null };
}

/**
 * Applications are received under the version in force, where the directory has its units; otherwise only a repeat of
 * what was filed before is answered.
 */
function requireReceiving(
  { procedures }: Context,
  procedure: AnyProcedure,
  units: readonly Unit[],
  place: string | undefined,
): void {
  const inForce = current(procedures).find(({ name }) => name === procedure.name);
  const refusal = refusalAt(procedure, units, place);
  if (!inForce || (inForce === procedure && !refusal)) return;
  if (inForce === procedure && refusal) throw new RefusedByCase(refusal);
  throw new RefusedByCase(
    refusalOf('procedure.notInForce', {
      found: procedure.id,
      expected: inForce.id,
      mutation: startOf(inForce),
    }),
  );
}

/** Where the case is: in the place that is named, else in that of the window that files it. */
async function placeOf(
  { loaders }: Context,
  viewer: Viewer,
  { place, modes }: StartInput,
): Promise<string | undefined> {
  // 异地代收: the window of another place files it for this one.
  if (place != null || viewer.role !== 'window-clerk' || modes?.includes('crossRegion')) return place ?? undefined;
  const units = await loaders.units();
  const window = units.find(({ id }) => id === viewer.unit);
  return window && isUnifiedWindow(window) ? regionOf(units, window) : undefined;
}

function pinsOf(directory: DirectoryNow, procedure: AnyProcedure, place: string | undefined): DirectoryPins {
  try {
    return pinsFor(directory, procedure, place);
  } catch (error) {
    throw error instanceof Refused ? new RefusedByCase(error.refusal) : error;
  }
}

/** What the door pins of directory and register: units, version, the credit of the applicant. */
interface Pins extends DirectoryPins {
  readonly creditGrade?: CreditGrade;
}

/** What the register says of the applicant's credit, where a mode of the procedure is guarded by it. */
async function creditGradeOf(
  { loaders }: Context,
  { modes: { tolerant, commitment, fastLane } }: AnyProcedure,
  applicant: string,
): Promise<CreditGrade | undefined> {
  if (!tolerant && !commitment && !fastLane) return undefined;
  return (await loaders.party.load(applicant))?.creditGrade;
}

/**
 * A repeat after a new calendar was published, or the directory changed, is still the same application: it keeps the
 * versions of the first time.
 */
async function beginOnce({ commands, db }: Context, beginning: Beginning): Promise<Result> {
  const result = await begin(commands, beginning);
  if (!('accepted' in result) || result.accepted || result.refused.code !== 'command.differs') return result;
  const earlier = await readCommand(db, keyOf(beginning.actor, beginning.commandId));
  if (!earlier) return result;
  const {
    calendars: _,
    units: _units,
    place: _place,
    above: _above,
    directory: _version,
    creditGrade: _grade,
    ...application
  } = beginning.application;
  const { calendar, calendars, units, place, above, directory, creditGrade } = JSON.parse(
    earlier.command.payload,
  ) as Partial<Pins>;
  const isSame =
    isSameCalendars(beginning.application, { calendar: calendar ?? '', ...defined({ calendars }) }) &&
    beginning.application.directory === directory &&
    beginning.application.creditGrade === creditGrade;
  return calendar === undefined || isSame
    ? result
    : begin(commands, {
        ...beginning,
        earlier,
        application: {
          ...application,
          calendar,
          ...defined({ calendars, units, place, above, directory, creditGrade }),
        },
      });
}

/**
 * For whom is filed: oneself or whom one represents; whoever delegated to the agent; whom the window names. They stand
 * in the register, or it is a repeat of what was filed before.
 */
async function applicantOf(
  context: Context,
  viewer: Viewer,
  { onBehalfOf }: StartInput,
  isRepeat: boolean,
): Promise<string> {
  const applicant = await namedApplicant(context, viewer, onBehalfOf ?? undefined);
  if (isRepeat || (await context.loaders.party.load(applicant))) return applicant;
  throw new RefusedByCase(refusalOf('applicant.unknown', {}));
}

export async function namedApplicant(
  { loaders }: Context,
  viewer: Viewer,
  onBehalfOf: string | undefined,
): Promise<string> {
  if (viewer.role === 'applicant') {
    if (onBehalfOf === undefined) return ownParty(viewer);
    if (isTheirParty(viewer, onBehalfOf)) return onBehalfOf;
    throw new NotPermitted(refusalOf('request.forThemselves', {}));
  }
  if (onBehalfOf === undefined)
    throw new InvalidInput([{ path: ['onBehalfOf'], code: 'missing', params: { expected: 'applicant' } }]);
  if (viewer.role !== 'agent' || (await loaders.delegators()).includes(onBehalfOf)) return onBehalfOf;
  throw new NotPermitted(refusalOf('request.noDelegation', {}, 'rule.agency'));
}

/**
 * How far the case's time is from the clock, ahead or behind; only on a development stack. Of a repeat the first one's
 * holds.
 */
function offsetOf({ development }: Context, { developmentTime }: StartInput): number {
  if (developmentTime == null) return 0;
  if (!development) throw new DevelopmentOnly('developmentTime');
  return developmentTime - Date.now();
}
