import { defined } from '../../../defined.ts';
import { handedOnOf, type AnyProcedure, type HandedOn } from '../../../procedure/procedure.ts';
import type { CommandOf } from '../../command.ts';
import type { Environment } from '../../environment.ts';
import { runFlow } from '../../open-steps.ts';
import { handOn } from '../../kept-personal.ts';
import type { CaseState } from '../../state.ts';
import type { LinkedStep } from './pages.ts';

/** What is recorded of the application of a child. */
export type Application = Omit<CommandOf<'receive'>, 'type' | 'case' | 'number'>;
/** What its applicant says of it. */
export type Filed = Pick<Application, 'form' | 'papers' | 'modes'>;

/** What the flow gives to each child that it waits for, by the step. */
export function givenTo(state: CaseState, environment: Environment): (step: string) => ChildAsked {
  const open = new Map(runFlow(state, environment).open.map(each => [each.id, each]));
  return id => {
    const asked = open.get(id)!;
    const { child, opens } = environment.procedure.steps[asked.step]!;
    return { procedure: child!, given: handedOnOf(child!, asked.form, opens === 'draft') };
  };
}
interface ChildAsked {
  readonly procedure: AnyProcedure;
  readonly given: HandedOn;
}

/**
 * What the parent hands on to its child: the form as far as the flow gives it, and its papers. What stands in the place
 * of a paper goes to whoever takes it in that place too.
 */
export const filedBy = ({ papers }: CaseState, { procedure, given }: ChildAsked): Filed => ({
  form: given.form,
  papers: papers.filter(({ material, instead }) => {
    const asked = Object.hasOwn(procedure.materials, material) ? procedure.materials[material] : undefined;
    return asked !== undefined && (instead !== true || asked.instead !== undefined);
  }),
  modes: procedure.modes.noApplication ? ['noApplication'] : [],
});

/**
 * The application of a child, for the applicant of its parent, whose pins name the roles and the calendars of its
 * children too.
 */
export const applicationOf = (
  state: CaseState,
  { step }: LinkedStep,
  procedure: AnyProcedure,
  filed: Filed,
  personal: Application['personal'],
): Application => ({
  procedure: procedure.id,
  calendar: state.calendar,
  applicant: state.applicant,
  channel: state.channel,
  ...filed,
  parent: { case: state.case, step, procedure: state.procedure },
  ...defined({
    personal,
    calendars: state.calendars,
    units: state.units,
    place: state.place,
    directory: state.directory,
    creditGrade: state.creditGrade,
    filedBy: state.filedBy,
  }),
});

/** The parent's references, with the names under which its fields were kept: the child reads them without a copy. */
export const handedOn = (state: CaseState, { given }: ChildAsked): Application['personal'] =>
  handOn(state, given.personal);
