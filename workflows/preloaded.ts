/**
 * What a worker evaluates once instead of once a run: zod itself, calendars and clocks. It is frozen then, so modules that
 * make schemas are not among it: zod completes a schema when it is first used.
 */
import '../domain/jitless.ts';
import '../domain/clock/clock.ts';
import '../domain/calendar/published.ts';
import './environment.ts';
