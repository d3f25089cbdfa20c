import type { Environment } from '../../environment.ts';
import type { EventOf } from '../../event.ts';
import { leadOf } from '../../pinned-units.ts';
import type { CaseState } from '../../state.ts';
import { decisionToTell, dueToTell, materialTitle, tell, type Told } from '../../tell.ts';

export const tolerantlyAccepted = (
  { data }: EventOf<'tolerantlyAccepted'>,
  state: CaseState,
  environment: Environment,
): readonly Told[] =>
  tell('tolerantlyAccepted', {
    ...decisionToTell(state, environment),
    missing: data.missing.map(material => ({
      material: materialTitle(environment, material),
      ...dueToTell(state, environment, `tolerance:${material}`),
    })),
  });

/** That it came, and what is still to come. */
export const cured = ({ data }: EventOf<'cured'>, state: CaseState, environment: Environment): readonly Told[] =>
  tell('cured', {
    materials: data.papers.map(({ material }) => materialTitle(environment, material)),
    missing: state.missing.map(material => ({
      material: materialTitle(environment, material),
      ...dueToTell(state, environment, `tolerance:${material}`),
    })),
  });

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
