import { contextOf } from '../../domain/case/act-context.ts';
import { decide } from '../../domain/case/case.ts';
import type { Command } from '../../domain/case/command.ts';
import { isHandingOver, isOfficial } from '../../domain/case/refusals.ts';
import { heldAt, isStaffedAt } from '../../domain/directory/acting.ts';
import type { DirectoryActing } from '../../domain/directory/acts.ts';
import { withChanges } from '../../domain/directory/changes.ts';
import type { Directory } from '../../domain/directory/directory.ts';
import { faultsOfChange } from '../../domain/directory/faults.ts';
import { interestsAt } from '../../domain/directory/interests.ts';
import { canActFor, capacitiesOf, chosenAmong } from '../../domain/directory/posts.ts';
import { agree, caseOf, clerk, type CaseOf } from '../../domain/testing.ts';
import { pinnedUnits, unavailableBecause } from '../../domain/procedure/procedure.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Actor, Role } from '../../domain/values.ts';
import { restaurantOpening } from '../../workflows/procedures/restaurant-opening.v1.ts';
import { authorityOf, mayHandle, mayReassign, Office } from './may-act.ts';
import { small } from './small-office.ts';

type Restaurant = CaseOf<typeof restaurantOpening>;

/** How far the case is when the course begins. */
export const begun = ['received', 'accepted', 'inParallel', 'proposed'] as const;
export type Begun = (typeof begun)[number];

/** A directory with cases in it, on one virtual clock. */
export class World {
  directory: Directory = small;
  readonly one: Restaurant;
  readonly counts = { acts: 0, done: 0, changes: 0, handedOver: 0, steps: 0, confirmed: 0, lapsed: 0 };
  readonly told: string[] = [];
  /** Who gave each step to the unit that has it. */
  readonly #assigned = new Map<string, string>();
  #version = 1;
  #office: { readonly of: Directory; readonly at: number; readonly office: Office } | undefined;

  constructor(begun: Begun) {
    this.one = caseOf(restaurantOpening);
    this.one.receive({ at: '2027-03-24T10:00' });
    if (begun === 'received') return;
    this.one.accept({ ...clerk, person: 'p-service-window-1' });
    if (begun === 'accepted') return;
    // Several departments at once, of which one needs two people.
    const lead: Actor = { person: 'p-market-regulation-1', role: 'officer', unit: 'market-regulation' };
    this.one.act(lead, { type: 'answer', step: 'licence', answer: agree });
    if (begun === 'inParallel') return;
    const fire: Actor = { person: 'p-fire-rescue-1', role: 'officer', unit: 'fire-rescue' };
    this.one.act(fire, { type: 'answer', step: 'fire', answer: agree });
  }

  get now(): number {
    return this.one.now;
  }

  /** The office as it is now; made anew where anything moved. */
  get office(): Office {
    if (this.#office?.of !== this.directory || this.#office.at !== this.now)
      this.#office = { of: this.directory, at: this.now, office: new Office(this.directory, this.now) };
    return this.#office.office;
  }

  /**
   * As `changeDirectory` does: refused where it does not fit; what moves roles re-pins, what ends posts frees claims.
   */
  change(acting: DirectoryActing): void {
    let changes;
    try {
      changes = acting(this.directory, this.now);
    } catch (error) {
      if (error instanceof Refused) return;
      throw error;
    }
    const after = withChanges(this.directory, changes);
    if (changes.length === 0 || faultsOfChange(this.directory, after, changes, this.now).length > 0) return;
    this.directory = after;
    this.told.push(JSON.stringify(changes));
    this.counts.changes += 1;
    this.#version += 1;
    const { units: tree } = this.directory;
    if (!changes.some(each => each.kind === 'unit') || this.one.view.endedAt !== undefined) return;
    if (unavailableBecause(restaurantOpening, tree).length > 0) return;
    this.one.act(
      { person: 'p-administrator', role: 'administrator' },
      {
        type: 'repin',
        directory: this.#version,
        reason: '机构改革',
        units: pinnedUnits(restaurantOpening, tree),
      },
    );
  }

  giveBack(): void {
    for (const { step, unit, proposal, endedAt } of this.one.view.steps) {
      if (proposal === undefined || endedAt !== undefined || unit === undefined) continue;
      const isGone = (person: string): boolean => !canActFor(heldAt(this.directory, person, this.now), unit);
      if (!proposal.people.some(isGone)) continue;
      this.counts.lapsed += 1;
      this.one.act(
        { person: 'engine', role: 'engine' },
        { type: 'lapseProposal', step, proposal: proposal.seq, why: 'transfer' },
      );
    }
    for (const { step, unit, claimedBy, endedAt } of this.one.view.steps) {
      if (claimedBy === undefined || endedAt !== undefined || unit === undefined) continue;
      if (canActFor(heldAt(this.directory, claimedBy, this.now), unit)) continue;
      const isAway = this.directory.absences.some(each => each.person === claimedBy && this.now < each.to);
      if (!isAway) this.one.act({ person: 'engine', role: 'engine' }, { type: 'release', step, person: claimedBy });
    }
  }

  /** As the door does: what the token chooses of what is held, then 回避, then the case. True: it was done. */
  ask(person: string, role: Role, unit: string | undefined, command: Command): boolean {
    this.counts.acts += 1;
    if (!this.directory.people.some(each => each.id === person)) return false;
    const capacity = chosenAmong(capacitiesOf(heldAt(this.directory, person, this.now)), { role, unit });
    if (capacity === undefined) return false;
    const { applicant } = this.one.view;
    const interests = interestsAt(this.directory, person, this.now);
    const keepsOut = isOfficial(role) && !isHandingOver(role, command.type);
    if (keepsOut && interests.some(each => each.party === applicant)) return false;
    const delegated = this.office.delegates(applicant, person);
    if (role === 'agent' && !delegated) return false;
    if (command.type === 'reassign' && !this.#isDepartment(command.to)) return false;
    const actor: Actor = { person, ...capacity, ...(role === 'agent' && { onBehalfOf: applicant }) };
    const isDone = this.one.tryAct(actor, command) === undefined;
    if (isDone && command.type === 'confirm') this.counts.confirmed += 1;
    if (isDone && command.type === 'reassign') this.#assigned.set(command.step, person);
    return isDone;
  }

  /** Who the door and the case let claim a step: every hat that anybody has is tried, and nothing is done. */
  #letThrough(step: string, unit: string): readonly string[] {
    const { one, directory, now } = this;
    const { applicant } = one.view;
    return directory.people
      .map(each => each.id)
      .filter(person => {
        if (interestsAt(directory, person, now).some(each => each.party === applicant)) return false;
        const hats = capacitiesOf(heldAt(directory, person, now)).filter(each => each.unit === unit);
        return hats.some(hat => this.#isDecided({ person, ...hat }, { type: 'claim', step }));
      });
  }

  /** Whether the case would take a claim of that actor; one that is theirs already it would. */
  #isDecided(actor: Actor, command: Command): boolean {
    const { one, now } = this;
    try {
      decide(one.end, command, contextOf({ actor, key: 'trial' }, now, one.state), one.environment);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // Theirs already, or one that waits for a second person: what the step is, not who asks.
      return error.code === 'step.claimed' || error.code === 'step.proposed';
    }
  }

  /** As the door asks before a step goes elsewhere. */
  #isDepartment(unit: string): boolean {
    const kind = this.directory.units.find(each => each.id === unit)?.kind;
    return kind === 'department' && isStaffedAt(this.directory, unit, this.now);
  }

  /** Whether the documents allow it. */
  may(person: string, role: Role, unit: string | undefined, command: Command): boolean {
    const { one, office } = this;
    const { applicant, lead } = one.view;
    const assignedBy = 'step' in command ? this.#assigned.get(command.step) : undefined;
    const asked = { applicant, lead, receivers: one.state!.receivers, assignedBy };
    const open = one.view.steps.find(each => 'step' in command && each.step === command.step && !each.endedAt);
    const keepsOut = office.mustKeepOut(person, applicant);
    switch (command.type) {
      case 'accept':
        return role === 'window-clerk' && unit === 'service-window' && office.has(person, role, unit) && !keepsOut;
      case 'claim':
      case 'answer':
        return (
          open?.unit !== undefined &&
          open.unit === unit &&
          office.has(person, role, unit) &&
          mayHandle(office, person, open.unit, asked)
        );
      case 'confirm':
      case 'refuseProposal':
        return (
          open?.unit !== undefined &&
          open.unit === unit &&
          office.has(person, role, unit) &&
          mayHandle(office, person, open.unit, asked) &&
          // Two people are two: nobody confirms their own word, and who proposed it may take it back.
          (command.type === 'refuseProposal' || open.proposal?.people.includes(person) === false)
        );
      case 'reassign':
        return (
          open?.unit !== undefined &&
          office.has(person, role, unit) &&
          (role === 'administrator' || (role === 'unit-head' && (unit === open.unit || unit === lead) && !keepsOut))
        );
      case 'terminate':
        return role === 'unit-head' && unit === lead && office.has(person, role, unit) && !keepsOut;
      case 'withdraw':
        if (role === 'applicant') return person === applicant;
        return role === 'agent' && office.knows(person) && office.delegates(applicant, person);
      case 'startInstrument':
        return (
          role === 'supervisor' && unit === authorityOf[command.level] && office.has(person, role, unit) && !keepsOut
        );
      default:
        throw new Error(`The documents are not asked about ${command.type}.`);
    }
  }

  /**
   * What is wrong now: every open step of the office has somebody who may answer it, or, where all of them keep out,
   * who may reassign it; and only those who may are let through.
   */
  faults(): readonly string[] {
    const { directory, one, office } = this;
    const { applicant, lead } = one.view;
    const asked = { applicant, lead, receivers: one.state!.receivers };
    const everybody = directory.people.map(each => each.id);
    const found: string[] = [];
    if (one.status === 'received' && !everybody.some(each => office.has(each, 'window-clerk', 'service-window')))
      found.push('nobody is at the window');
    for (const { step, unit, endedAt, claimedBy, proposal } of one.view.steps) {
      if (endedAt !== undefined || unit === undefined) continue;
      this.counts.steps += 1;
      const there = everybody.filter(each => office.has(each, 'officer', unit) || office.has(each, 'unit-head', unit));
      if (there.length === 0) found.push(`nobody is there for ${step} of ${unit}`);
      if (claimedBy !== undefined && !office.isAway(claimedBy) && !there.includes(claimedBy))
        found.push(`${step} is claimed by ${claimedBy}, who is not of ${unit}`);
      for (const person of proposal?.people ?? [])
        if (office.isAway(person) || !office.seats(person).some(seat => seat.unit.id === unit))
          found.push(`${step} is proposed by ${person}, who is not there for ${unit}`);
      const assignedBy = this.#assigned.get(step);
      const able = everybody.filter(each => mayHandle(office, each, unit, { ...asked, assignedBy }));
      const through = this.#letThrough(step, unit);
      if (through.join(' ') !== able.join(' '))
        found.push(`${step} of ${unit} lets through ${through.join(', ')}; expected ${able.join(', ')}`);
      if (able.length > 0) continue;
      this.counts.handedOver += 1;
      if (!everybody.some(each => mayReassign(office, each, unit, asked))) found.push(`nobody may reassign ${step}`);
    }
    return found;
  }
}
