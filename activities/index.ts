import type { Db } from '../db/client.ts';
import { addressInstrument } from './address-instrument.ts';
import { project } from './project.ts';
import { unansweredBefore } from './unanswered-before.ts';

/** The effects that a case's run asks for. Each may be carried out more than once, with one effect. */
export const createActivities = ({ db }: { readonly db: Db }) => ({
  project: project(db),
  unansweredBefore: unansweredBefore(db),
  addressInstrument: addressInstrument(db),
});
export type Activities = ReturnType<typeof createActivities>;
