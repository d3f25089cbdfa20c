import { defined } from '../../../defined.ts';
import type { Letter } from '../../../log/letter.ts';
import type { Json } from '../../../values.ts';
import type { CommandOf } from '../../command.ts';
import type { Environment } from '../../environment.ts';
import type { CaseEvent } from '../../event.ts';
import { handOn, placesOf } from '../../kept-personal.ts';
import { runFlow } from '../../open-steps.ts';
import type { CaseState } from '../../state.ts';
import { atOnceModes } from '../modes/guards.ts';

/** The beginning of the case in which another one goes on: the same applicant, papers and personal fields. */
export function lettersOf(event: CaseEvent, state: CaseState, environment: Environment): readonly Letter[] {
  if (event.type !== 'followUpOpened') return [];
  const { case: to, why, procedure: other, permit, since, until, form } = event.data;
  if (why === 'badReview' && other !== undefined) return [reviewOf(to, other, state)];
  const { procedure, calendar, calendars, applicant, channel, papers, modes, units, directory } = state;
  const reopened = why === 'reopened' && form === undefined ? reopenedBy(state, environment) : undefined;
  const personal = reopened?.personal ? handOn(state, reopened.personal) : state.personal;
  const { creditGrade, from, filedBy, place } = state;
  // 转报: the units of the level above, and those above it.
  const [above, ...higher] = why === 'forwardedUp' ? (state.above ?? []) : [];
  const { title: _, ...level } = above ?? {};
  const application: Omit<CommandOf<'receive'>, 'type' | 'case' | 'number'> = {
    procedure,
    calendar,
    applicant,
    channel,
    form: form ?? (reopened ? (reopened.form as Json) : state.form),
    papers: [...papers],
    modes: modes.filter(mode => !ofReceipt.has(mode)),
    follows: { case: state.case, why, ...defined({ permit, since, until }) },
    ...defined({ calendars, personal, units, place, directory, creditGrade, commitmentLetter: letterOf(state) }),
    ...defined({ from, filedBy, above: state.above && [...state.above] }),
    ...(above && { ...level, above: higher }),
  };
  return [{ to, procedure, begins: true, payload: application, personal: placesOf(personal) }];
}

/** Modes by which a case is received or decided at once: what goes on is looked at by people. */
const ofReceipt: ReadonlySet<string> = new Set(['onTheSpot', 'crossRegion', ...atOnceModes]);

/** 告知承诺书, which the applicant does not sign twice. */
function letterOf({ documents, modes }: CaseState): CommandOf<'receive'>['commitmentLetter'] {
  const letter = documents.find(({ kind }) => kind === 'commitmentLetter');
  return modes.includes('commitment') && letter?.digest !== undefined
    ? { number: letter.number, digest: letter.digest }
    : undefined;
}

/** A bad rating is looked into in a case of its own: what was rated, and how. */
function reviewOf(to: string, procedure: string, state: CaseState): Letter {
  const { case: id, number, calendar, calendars, applicant, units, place, directory, rating } = state;
  const payload: Omit<CommandOf<'receive'>, 'type' | 'case' | 'number'> = {
    procedure,
    calendar,
    applicant,
    channel: 'online',
    form: badReviewForm({ case: id, number, grade: rating?.grade ?? 'poor', remark: rating?.remark }),
    papers: [],
    modes: [],
    follows: { case: id, why: 'badReview' },
    ...defined({ calendars, units, place, directory }),
  };
  return { to, procedure, begins: true, payload };
}

/** The form that a procedure for bad ratings takes. */
export const badReviewForm = ({
  remark,
  ...rated
}: {
  readonly case: string;
  readonly number: string;
  readonly grade: string;
  readonly remark: string | undefined;
}): Readonly<Record<string, string>> => ({ ...rated, ...defined({ remark }) });

function reopenedBy(state: CaseState, environment: Environment) {
  const { closing } = runFlow(state, environment);
  return closing?.closing === 'reopened' ? closing : undefined;
}
