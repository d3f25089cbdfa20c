import { defined } from '../../../defined.ts';
import { z } from 'zod';
import { isPersonal } from '../../../procedure/language/personal.ts';
import { holdsInside } from '../../../procedure/language/schema.ts';
import { materialsAsked, type AnyProcedure } from '../../../procedure/procedure.ts';
import type { Json } from '../../../values.ts';
import { isNamed, startClock, stopClocks, breach } from '../../clocks.ts';
import type { Environment } from '../../environment.ts';
import { when, type EventOf } from '../../event.ts';
import { fieldsOf } from '../../form.ts';
import { withPapers } from '../../state.ts';
import type { CaseState } from '../../state.ts';
import { renew } from '../completeness/evolve.ts';
import { startAcceptance } from '../intake/evolve.ts';

export function giveNotice(state: CaseState, event: EventOf<'noticeGiven'>, environment: Environment): CaseState {
  const at = when(event);
  const stopped = stopClocks(state, isNamed('acceptance'), at);
  return startClock(
    { ...stopped, status: 'correction', defects: event.data.defects },
    {
      clock: 'correction',
      kind: 'correction',
      anchor: at,
      limit: environment.procedure.policies.correction.within,
      party: 'applicant',
    },
    environment,
  );
}

export function supply(state: CaseState, event: EventOf<'supplied'>, environment: Environment): CaseState {
  const at = when(event);
  const { papers, form, personal } = event.data;
  const supplied = suppliedBy(state, event, environment.procedure);
  const isWaiting = ({ kind }: { kind: string }): boolean => kind === 'correction' || kind === 'held';
  // What came in time and was applied late was never held.
  const waiting = { ...state, clocks: state.clocks.filter(({ kind, anchor }) => kind !== 'held' || anchor < at) };
  const filled = withPapers(stopClocks(waiting, isWaiting, at), papers);
  const received: CaseState = {
    ...filled,
    status: 'received',
    defects: [],
    supplied,
    ...renew(state, form !== undefined || personal !== undefined),
    ...defined({ form, personal }),
  };
  return startAcceptance(received, at, environment);
}

/** 挂起: it waits on, for as long as the procedure says. */
export const hold = (state: CaseState, event: EventOf<'held'>, environment: Environment): CaseState =>
  startClock(
    { ...breach(state, event.data.clock, event.at, environment), status: 'held' },
    {
      clock: 'held',
      kind: 'held',
      anchor: event.at,
      limit: environment.procedure.policies.correction.heldFor,
      party: 'applicant',
    },
    environment,
  );

/** What was held because the applicant's time had run out is in correction again: it has not. */
export const reopenCorrection = (state: CaseState, clock: string): CaseState =>
  state.status === 'held' && clock === 'correction'
    ? { ...state, status: 'correction', clocks: state.clocks.filter(({ kind }) => kind !== 'held') }
    : state;

/**
 * What a further notice may name: the items of the notice, every paper that came, every field that was filled in
 * otherwise, and every material that is asked for only because of these. Personal fields lie elsewhere: filled in anew
 * they all count.
 */
function suppliedBy(
  state: CaseState,
  { data: { papers, form, personal } }: EventOf<'supplied'>,
  procedure: AnyProcedure,
): readonly string[] {
  const askedBefore = new Set(materialsAsked(procedure, state.form).map(material => material.name));
  const askedNow = form === undefined ? [] : materialsAsked(procedure, form).map(material => material.name);
  const refilled = fieldsOf(procedure).filter(field =>
    isKeptApart(procedure, field)
      ? personal !== undefined
      : form !== undefined && answerOf(form, field) !== answerOf(state.form, field),
  );
  return [
    ...new Set([
      ...papers.map(paper => paper.material),
      ...state.defects.map(defect => defect.item),
      ...refilled,
      ...askedNow.filter(material => !askedBefore.has(material)),
    ]),
  ];
}

/** Whether a field is personal, or holds something personal, of which the log has the names alone. */
const isKeptApart = ({ form }: AnyProcedure, field: string): boolean =>
  form instanceof z.ZodObject && holdsInside(form.shape[field] as z.core.$ZodType, isPersonal);

/** As text, so that answers with parts of their own can be compared. */
const answerOf = (form: Json, field: string): string =>
  JSON.stringify((form as Readonly<Record<string, Json>> | null)?.[field] ?? null);
