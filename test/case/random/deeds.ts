import type { Command } from '../../../domain/case/command.ts';
import { leadOf, unitOf, windowOf } from '../../../domain/case/pinned-units.ts';
import { agent, applicant, clerk, head, officer, type VirtualCase } from '../../../domain/testing.ts';
import type { Actor } from '../../../domain/values.ts';
import { units } from './plan.ts';

export type Deed = readonly [Actor, Command];

/** Who acts in a case: by its own pins, so that one list of acts fits every place. */
export interface People {
  readonly clerk: Actor;
  readonly lead: Actor;
  readonly leadOfficer: Actor;
  /** The applicant, who may let an agent, the window or whoever filed the case act for them. */
  readonly party: Actor;
  readonly unit: (name: string) => string;
}

export function peopleOf(one: VirtualCase, sample: number): People {
  const state = one.state!;
  const lead = leadOf(state, one.environment);
  const atWindow: Actor = { ...clerk, unit: windowOf(state) };
  const filer = state.filedBy === undefined ? agent : officer(state.filedBy);
  const others = [agent, state.channel === 'online' ? agent : atWindow, filer];
  return {
    clerk: atWindow,
    lead: head(lead),
    leadOfficer: officer(lead),
    // An issue without anybody who raised it has whoever recorded it as its applicant.
    party: sample % 4 === 0 ? others[(sample >> 2) % others.length]! : { ...applicant, person: state.applicant },
    unit: name => unitOf(state, name),
  };
}

/** Somebody of any unit. */
export const unitAt = (people: People, sample: number): string => people.unit(units[sample % units.length]!);
