import { defined } from '../../defined.ts';
import { dayOf, formatDay, type Instant } from '../../calendar/day.ts';
import type { CaseCalendars } from '../../case/capabilities/limits/state.ts';
import type { CommandOf } from '../../case/command.ts';
import type { Channel } from '../../case/vocabulary.ts';
import { splitPersonal, type AnyProcedure } from '../../procedure/procedure.ts';
import type { CreditGrade } from '../../parties/party.ts';
import { byApplicant } from '../../procedure/language/policy.ts';
import { type Actor, type DocumentReference, engine, type Json, type Paper } from '../../values.ts';
import type { Moment } from './moment.ts';
import { applicant, officer } from './people.ts';
import { paper, papersAsked, reference } from './samples.ts';
import type { FormOf } from './types-of-procedure.ts';

/** An application, as far as it differs from one that lacks nothing. */
export interface Application<P extends AnyProcedure> {
  /** The fields that differ from the procedure's example. Personal fields are taken out, as everywhere. */
  readonly form?: FormOf<P>;
  /** The materials handed in. Default: all that acceptance asks with this form. */
  readonly papers?: readonly (string | Paper)[];
  /** Default: where the clock stands. */
  readonly at?: Moment;
  /** Default: `window` where the clerk files it, else `online`. */
  readonly channel?: Channel;
  /** The day on which the papers came, where the clerk types them in later. */
  readonly receivedOn?: string;
  /** Where an issue or an order comes from. Default: the first source that the procedure names. */
  readonly from?: string;
  /** The modes that the applicant chose, such as `commitment`. */
  readonly modes?: readonly string[];
  /** The signed 告知承诺书. Default: one, where `commitment` is among the modes. */
  readonly commitmentLetter?: DocumentReference | 'none';
  /** The grade of the applicant in the register. Default: none is known. */
  readonly creditGrade?: CreditGrade;
  /** What the door pins of a directory. Default: every name of the procedure is a unit's own. */
  readonly pins?: Pick<CommandOf<'receive'>, 'units' | 'place' | 'above' | 'directory'>;
  /** Who files it. Default: the applicant. */
  readonly by?: Actor;
}

/** The command by which an application is received. */
export function receiveCommand<P extends AnyProcedure>(
  procedure: P,
  {
    form,
    papers,
    channel,
    receivedOn,
    from = sourceOf(procedure),
    modes = [],
    by = applicant,
    commitmentLetter,
    creditGrade,
    pins,
  }: Application<P>,
  { id, nth, at, ...calendars }: CaseCalendars & { readonly id: string; readonly nth: number; readonly at: Instant },
): CommandOf<'receive'> {
  const answers = { ...(procedure.example as object), ...form };
  const filled = Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined));
  const kept = splitPersonal(procedure, filled).form;
  return {
    type: 'receive',
    case: id,
    number: `${formatDay(dayOf(at)).replaceAll('-', '')}-${String(nth).padStart(4, '0')}`,
    procedure: procedure.id,
    ...calendars,
    applicant: applicant.person,
    channel: channel ?? (by.role === 'window-clerk' ? 'window' : 'online'),
    ...defined({ receivedOn, from }),
    form: kept as Json,
    papers: papers?.map(each => (typeof each === 'string' ? paper(each) : each)) ?? [
      ...papersAsked(procedure, kept, modes),
    ],
    modes: [...modes],
    ...pins,
    ...defined({ creditGrade, commitmentLetter: letterFor(modes, commitmentLetter) }),
  };
}

const letterFor = (
  modes: readonly string[],
  given: DocumentReference | 'none' | undefined,
): DocumentReference | undefined => {
  if (given === 'none') return undefined;
  return given ?? (modes.includes('commitment') ? reference('letter-1') : undefined);
};

const sourceOf = ({ intake }: AnyProcedure): string | undefined => ('from' in intake ? intake.from[0] : undefined);

/** Who begins a case where nobody else is said: the applicant, the lead unit that records an issue, or the schedule. */
export function starterOf({ intake, lead }: AnyProcedure, from = ''): Actor {
  if (intake.by === 'schedule') return engine;
  const isByOffice = 'from' in intake && (from || intake.from[0]) !== byApplicant;
  return isByOffice ? officer(lead) : applicant;
}
