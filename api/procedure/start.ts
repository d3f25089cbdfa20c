import { formatDay } from '../../domain/calendar/day.ts';
import { maySee } from '../case/load-visible-case.ts';
import { begin, type Beginning } from '../../commands/receive-application.ts';
import type { Result } from '../../commands/result.ts';
import { keyOf } from '../../commands/submit.ts';
import { readCommand } from '../../db/commands/commands.ts';
import { command } from '../../domain/case/command.ts';
import { isSameCalendars } from '../../domain/case/case.ts';
import { defined } from '../../domain/defined.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { aboutWhom } from '../../domain/case/about.ts';
import { actorOf, checkCommandId, parsed, requireNoInterest, unwrapOrThrow } from '../act/act.ts';
import { fillFiles } from '../act/files.ts';
import { documentFrom, papersFrom } from '../act/papers.ts';
import { requireKnownNames } from '../act/known-names.ts';
import type { Context } from '../schema/context.ts';
import { AskAgain, Unauthenticated } from '../error/errors.ts';
import { splitForm } from '../form/form.ts';
import type { Accepted } from '../case/objects.ts';
import type { StartInput } from './start-input.ts';
import { applicantOf } from './applicant-of.ts';
import { creditGradeOf, offsetOf, type Pins, pinsOf, placeOf, requireReceiving } from './start-pins.ts';

export async function start(context: Context, procedure: AnyProcedure, input: StartInput): Promise<Accepted> {
  const { viewer, loaders } = context;
  if (!viewer) throw new Unauthenticated('application');
  checkCommandId(input.commandId);
  const earlier = (await readCommand(context.db, keyOf(viewer, input.commandId)))?.command;
  const isRepeat = earlier !== undefined;
  const applicant = await applicantOf(context, viewer, input, isRepeat);
  requireNoInterest(viewer, [applicant, ...aboutWhom(procedure, input.form ?? {})], 'receive');
  const timeOffset = offsetOf(context, input);
  const directory = await context.directoryNow();
  const place = placeOf(directory.units, viewer, input);
  if (!isRepeat) requireReceiving(context, procedure, directory.units, place);
  const pins = pinsOf(directory, procedure, place);
  const { form, personal } = splitForm(procedure, input.form ?? {});
  await requireKnownNames(context, keyOf(viewer, input.commandId), procedure.form, form, ['form']);
  const filed = await fillFiles(context, viewer, {
    type: 'receive',
    papers: papersFrom(input.papers),
    ...(input.commitmentLetter != null && { commitmentLetter: documentFrom(input.commitmentLetter) }),
  });
  const { type: _type, ...files } = filed;
  const received = parsed(command.options[0].omit({ type: true, case: true, number: true, personal: true }), {
    procedure: procedure.id,
    ...pins,
    applicant,
    channel: input.channel,
    ...(input.receivedOn != null && { receivedOn: formatDay(input.receivedOn) }),
    ...defined({ from: input.from }),
    form,
    ...files,
    modes: input.modes ?? [],
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
