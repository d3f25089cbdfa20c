import { expect, test } from 'vitest';
import { shippedProcedures } from '../support/shipped.ts';
import { answerBest } from '../../domain/host/virtual/good-way.ts';
import type { AnyProcedure } from '../../domain/procedure/procedure.ts';
import { cityOf, type CaseOf, type VirtualCity } from '../../domain/testing.ts';

const procedures = [...(await shippedProcedures()).values()];

/** Instruments that people have to sign or to close: with them the engine has done all that it may. */
const isEndOfLadder = (instrument: string): boolean => /^L[345]:/.test(instrument);
/**
 * What is left of a case when nothing is due in it any more: closed, before a person by the ladder's end, or waiting
 * for its children, of which the same is asked.
 */
function leftBy(one: CaseOf<AnyProcedure>): string {
  if (one.view.closed || one.status === 'closed') return 'closed';
  if (one.instruments.some(({ instrument }) => isEndOfLadder(instrument))) return "the ladder's end";
  const kinds = one.openSteps.map(id => stepOf(one, id).kind);
  return kinds.length > 0 && kinds.every(kind => kind === 'child') ? 'its children' : `${one.status}: left over`;
}
const stepOf = (one: CaseOf<AnyProcedure>, id: string) => one.procedure.steps[id.split(/[@#:]/, 1)[0]!]!;

const casesOf = (city: VirtualCity) => city.cases as readonly CaseOf<AnyProcedure>[];

test.each(procedures.map(procedure => [procedure.id, procedure] as const))(
  'a case of %s that is left alone for two years, at whatever step, comes before a person or is closed',
  (_, procedure) => {
    for (let answers = 0; answers <= 12; answers += 1) {
      const city = cityOf(procedures);
      city.receive(procedure, { at: '2027-03-24 10:00' });
      const done = Array.from({ length: answers }, () => answerBest(city));
      if (done.includes(false)) break;
      city.until('+24 months');
      const left = casesOf(city).map(one => `${one.procedure.id}: ${leftBy(one)}`);
      expect(
        left.filter(each => each.endsWith('left over')),
        `after ${answers} answers`,
      ).toEqual([]);
    }
  },
);
