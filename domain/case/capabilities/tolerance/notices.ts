import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import { leadOf } from '../../pinned-units.ts';
import type { CaseState } from '../../state.ts';
import { materialTitle, tell, type Told } from '../../tell.ts';

export const tolerantlyAccepted = (
  { data }: EventOf<'tolerantlyAccepted'>,
  _state: CaseState,
  environment: Environment,
): readonly Told[] =>
  tell('tolerantlyAccepted', { missing: data.missing.map(material => materialTitle(environment, material)) });

/** Before the decision the case ends with it, and that is told. */
export function toleranceLapsed(
  { data }: EventOf<'toleranceLapsed'>,
  state: CaseState,
  environment: Environment,
): readonly Told[] {
  if (state.decidedAt === undefined) return [];
  const material = materialTitle(environment, data.material);
  return [
    ...tell('toleranceLapsed', { material }),
    ...tell('toleranceLapsedAfterGrant', { material }, leadOf(state, environment)),
  ];
}
