import { dayOf, minuteOfDay, type Instant } from '../../calendar/day.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { materialsAsked } from '../../procedure/procedure.ts';
import { Refused } from '../../refusal.ts';
import { unifiedWindow } from '../../directory/directory.ts';
import type { CommandOf } from '../command.ts';
import type { DecisionBuilder } from '../decision-builder.ts';
import { checkForm, fieldsOf } from '../form.ts';
import { calendarOf } from '../environment.ts';
import { requireApplicant, requireRole, requireStatus, requireUnit } from '../refusals.ts';
import type { CaseState } from '../state.ts';
import type { Paper } from '../../values.ts';

/** 收件. Completeness is the window's to judge: whatever was handed in is received. */
export function receive(draft: DecisionBuilder, { type: _, ...data }: CommandOf<'receive'>): void {
  const { procedure, calendar } = draft.environment;
  const { actor } = draft.asked;
  requireRole(actor, 'Receiving an application', 'applicant', 'agent', 'window-clerk');
  const party = actor.role === 'agent' ? actor.onBehalfOf : actor.role === 'applicant' ? actor.person : data.applicant;
  if (party !== data.applicant)
    throw new Refused(
      'actor.notTheApplicant',
      'An application is filed by the applicant, an agent with a delegation, or at the window.',
    );
  if (data.procedure !== procedure.id)
    throw new Refused('procedure.unknown', `Found ${data.procedure}; this case runs under ${procedure.id}.`);
  calendar(data.calendar);
  checkForm(procedure, data.form);
  checkPapers(draft, data.papers);
  const chosen = data.modes.filter(mode => !Object.hasOwn(procedure.modes, mode));
  if (chosen.length > 0)
    throw new Refused('mode.notOffered', `${procedure.title} does not offer: ${chosen.join(', ')}.`, {
      details: { found: chosen, expected: Object.keys(procedure.modes) },
    });
  draft.record('received', data, { basis: '行政许可法 29' });
}

export function checkPapers(draft: DecisionBuilder, papers: readonly Paper[]): void {
  const known = Object.keys(draft.environment.procedure.materials);
  const unknown = papers.map(paper => paper.material).filter(material => !known.includes(material));
  if (unknown.length > 0)
    throw new Refused('material.unknown', `No such material: ${unknown.join(', ')}.`, {
      basis: '行政许可法 31：不得要求提交无关材料',
      details: { found: unknown, expected: known },
    });
  const twice = papers.map(paper => paper.material).filter((material, index, all) => all.indexOf(material) !== index);
  if (twice.length > 0)
    throw new Refused('material.twice', `A material is handed in once: ${twice.join(', ')}.`, {
      details: { found: twice },
    });
}

function window(draft: DecisionBuilder, act: string): void {
  requireRole(draft.asked.actor, act, 'window-clerk');
  requireUnit(draft.asked.actor, act, unifiedWindow);
}

/**
 * The day of filing, or the working day after what was filed at night or on a day off: "at once" begins when the office
 * opens.
 */
function isSameDay(calendar: Calendar, filed: Instant, asked: Instant): boolean {
  const day = dayOf(filed);
  const first =
    calendar.isWorking(day) && minuteOfDay(filed) < calendar.hours.close ? day : calendar.addWorkingDays(day, 1);
  return dayOf(asked) <= first;
}

function sameDay(draft: DecisionBuilder, act: string): void {
  if (isSameDay(calendarOf(draft.state, draft.environment), draft.state.receivedAt, draft.asked.askedAt)) return;
  throw new Refused(
    'case.notSameDay',
    `${act} is said on the day of receipt; afterwards the application is accepted or its defects are told.`,
    { basis: '行政许可法 32（一）（二）' },
  );
}

export function notRequired(draft: DecisionBuilder, { reason }: CommandOf<'notRequired'>): void {
  window(draft, '不受理');
  requireStatus(draft.state, '不受理', 'received');
  sameDay(draft, '不受理');
  draft.record('foundNotRequired', { reason }, { basis: '行政许可法 32（一）' });
}

export function refuseAcceptance(draft: DecisionBuilder, { reason, rightOrgan }: CommandOf<'refuseAcceptance'>): void {
  window(draft, '不予受理');
  requireStatus(draft.state, '不予受理', 'received');
  sameDay(draft, '不予受理');
  draft.record('acceptanceRefused', { reason, rightOrgan }, { basis: '行政许可法 32（二）' });
}

/**
 * One notice names every defect, so every required material that is missing; a second one only what was newly supplied
 * (一次性告知).
 */
export function giveNotice(draft: DecisionBuilder, { defects }: CommandOf<'giveNotice'>): void {
  window(draft, '一次性告知');
  requireStatus(draft.state, '一次性告知', 'received');
  const {
    state,
    environment: { procedure },
  } = draft;
  const named = defects.map(defect => defect.item);
  const known = [...Object.keys(procedure.materials), ...fieldsOf(procedure)];
  const unknown = named.filter(item => !known.includes(item));
  if (unknown.length > 0)
    throw new Refused('notice.unknownItem', `Neither a material nor a field of the form: ${unknown.join(', ')}.`, {
      details: { found: unknown, expected: known },
    });
  const mayBeNamed = (item: string): boolean => state.supplied === undefined || state.supplied.includes(item);
  const old = named.filter(item => !mayBeNamed(item));
  if (old.length > 0)
    throw new Refused(
      'notice.second',
      `A second notice may name only newly supplied items; these were there before: ${old.join(', ')}.`,
      { basis: '行政许可法 32（四）：一次告知', details: { found: old, expected: state.supplied } },
    );
  const silent = lacking(state, draft).required.filter(
    material =>
      procedure.materials[material]?.source === undefined && mayBeNamed(material) && !named.includes(material),
  );
  if (silent.length > 0)
    throw new Refused(
      'notice.incomplete',
      `One notice names every defect; also missing: ${silent.join(', ')}. Name them too: what it leaves out cannot be asked for later.`,
      { basis: '行政许可法 32（四）：一次告知全部内容', details: { found: named, expected: [...named, ...silent] } },
    );
  draft.record('noticeGiven', { defects }, { basis: '行政许可法 32（四）' });
}

export function supply(draft: DecisionBuilder, { papers, form, personal }: CommandOf<'supply'>): void {
  requireApplicant(draft.state, draft.asked.actor, '补正');
  requireStatus(draft.state, '补正', 'correction', 'held');
  checkPapers(draft, papers);
  if (form !== undefined) checkForm(draft.environment.procedure, form);
  const materials = Object.keys(draft.environment.procedure.materials);
  const brought = new Set(papers.map(paper => paper.material));
  const open = draft.state.defects
    .map(defect => defect.item)
    .filter(item => (materials.includes(item) ? !brought.has(item) : form === undefined && personal === undefined));
  if (open.length > 0)
    throw new Refused(
      'supply.incomplete',
      `Every item of the notice is answered at once; still open: ${open.join(', ')}.`,
      { details: { found: [...brought], expected: open } },
    );
  draft.record(
    'supplied',
    { papers, ...(form !== undefined && { form }), ...(personal && { personal }) },
    { basis: '行政许可法 32（四）' },
  );
}

/** What is asked and not there: the required materials, and those that may be tolerated. */
function lacking(
  state: CaseState,
  draft: DecisionBuilder,
): { readonly required: readonly string[]; readonly tolerable: readonly string[] } {
  const there = new Set(state.papers.map(paper => paper.material));
  const lack = materialsAsked(draft.environment.procedure, state.form).filter(material => !there.has(material.name));
  return {
    required: lack.filter(each => each.kind === 'required').map(each => each.name),
    tolerable: lack.filter(each => each.kind === 'tolerable').map(each => each.name),
  };
}

export function accept(draft: DecisionBuilder): void {
  window(draft, '受理');
  requireStatus(draft.state, '受理', 'received');
  const { required, tolerable } = lacking(draft.state, draft);
  const missing = [...required, ...tolerable];
  if (missing.length > 0)
    throw new Refused(
      'acceptance.incomplete',
      `Missing: ${missing.join(', ')}. Give the one-time notice${required.length === 0 ? ', or accept tolerantly (容缺受理)' : ''}.`,
      { basis: '行政许可法 32（五）', details: { required, tolerable } },
    );
  draft.record('accepted', {}, { basis: '行政许可法 32（五）' });
}

export function acceptTolerantly(draft: DecisionBuilder, { missing, promise }: CommandOf<'acceptTolerantly'>): void {
  window(draft, '容缺受理');
  requireStatus(draft.state, '容缺受理', 'received');
  if (draft.environment.procedure.modes.tolerant === undefined)
    throw new Refused('mode.notOffered', '容缺受理 is not offered by this procedure.');
  const { required, tolerable } = lacking(draft.state, draft);
  if (required.length > 0)
    throw new Refused(
      'acceptance.incomplete',
      `Required materials are never tolerated missing: ${required.join(', ')}.`,
      { basis: '主要材料不得容缺', details: { required, tolerable } },
    );
  const same = missing.length === tolerable.length && missing.every(material => tolerable.includes(material));
  if (!same)
    throw new Refused(
      'acceptance.otherMissing',
      `Named as missing: ${missing.join(', ') || 'nothing'}; missing and tolerable: ${tolerable.join(', ') || 'nothing'}.`,
      { details: { found: missing, expected: tolerable } },
    );
  draft.record('tolerantlyAccepted', { missing, promise }, { basis: '容缺受理：次要材料，书面承诺' });
}
