import { ladder } from '../../../domain/case/capabilities/instruments/ladder.ts';
import { districtGovernment } from '../../../domain/directory/directory.ts';
import { head, officer, supervisor, type VirtualCase } from '../../../domain/testing.ts';
import type { Actor } from '../../../domain/values.ts';
import { peopleOf } from '../random/deeds.ts';

/** Whoever may have to do with a case, and some who have not. */
export function actorsOf(one: VirtualCase, sample: number): readonly Actor[] {
  const { clerk, lead, leadOfficer, party } = peopleOf(one, sample);
  const { steps, instruments } = one.view;
  const units = [...new Set([...steps.flatMap(({ unit }) => unit ?? []), ...instruments.map(({ unit }) => unit)])];
  return [
    clerk,
    lead,
    leadOfficer,
    party,
    party,
    { ...party, person: 'p-else', onBehalfOf: undefined } as unknown as Actor,
    ...units.flatMap(unit => [
      officer(unit),
      officer(unit, 'officer-2'),
      { ...officer(unit, 'section-head'), post: 'section-head' as const },
      { ...head(unit), post: 'principal' as const },
      head(unit),
    ]),
    head(districtGovernment),
    officer('archives'),
    supervisor(),
    ...Object.values(ladder).flatMap(({ from }) => (from === 'engine' ? [] : [supervisor(from)])),
    { person: 'p-administrator', role: 'administrator' },
    { person: 'p-observer', role: 'observer' },
    { ...clerk, person: party.person },
  ];
}
