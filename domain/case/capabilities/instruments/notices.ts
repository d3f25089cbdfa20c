import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import type { CaseState } from '../../state.ts';
import { tell, type Told } from '../../tell.ts';
import { instrumentContent } from './instrument.ts';

/** Each addressee of an instrument is told what it says, unless it was over before it was served. */
export function instrumentAddressed(
  { data }: EventOf<'instrumentAddressed'>,
  state: CaseState,
  environment: Environment,
): readonly Told[] {
  const instrument = state.instruments.find(each => each.instrument === data.instrument);
  if (!instrument || instrument.closedAt !== undefined) return [];
  const content = instrumentContent(state, instrument, environment);
  return data.addressees.flatMap(({ person, unit }) =>
    tell('instrumentAddressed', { record: data.number, content }, person ?? unit),
  );
}
