import { expect, test } from 'vitest';
import { parseInstant } from '../../domain/calendar/day.ts';
import { decide, unaddressed } from '../../domain/case/case.ts';
import type { Command } from '../../domain/case/command.ts';
import { engine } from '../../domain/case/values.ts';
import { appended, begun } from '../../domain/run/kept.ts';
import { beforeWhatIsDue, passed } from '../../domain/run/time.ts';
import { restaurant } from './restaurant.ts';

test('what fell due while an addressee was looked up keeps its own instant, however long that took', () => {
  const one = restaurant('2027-03-24T10:00');
  one.advance('2027-03-25T17:30');
  const { environment } = one;
  const kept = begun('case-1', one.events, environment);
  const [rung] = unaddressed(kept.state);
  const now = parseInstant('2027-03-26T16:00');
  const at = beforeWhatIsDue(kept, now, environment);
  const address: Command = { type: 'addressRung', rung: rung!.rung, number: '提示函〔2027〕1号', addressees: [{ post: 'contact', unit: rung!.unit }], resolvedAt: rung!.openedAt };
  const addressed = appended(kept, decide(kept.state, address, { actor: engine, at, askedAt: at }, environment), environment);
  const later = passed(addressed, { until: now, now, cleared: now }, environment);
  expect(later.state.clocks.find(clock => clock.clock === 'step:licence')?.fired).toEqual(['yellow']);
  expect(later.state.rungs.find(each => each.rung === 'L0:step:licence')?.openedAt, 'the yellow of 1 WD is noon').toBe(parseInstant('2027-03-26T12:00'));
});
