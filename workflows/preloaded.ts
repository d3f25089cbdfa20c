/**
 * What a worker evaluates once instead of once a run: all that is pure, which is everything but `case.ts` and its
 * alarm.
 * The SDK then freezes what the modules export, as deep as it can see, and zod completes a schema when it is first
 * used: so
 * the modules that export schemas are closed here, and the SDK, which passes over what is frozen already, leaves what
 * is in
 * them alone. What zod writes into a schema later follows from the schema: a run decides the same with and without it.
 */
import '../domain/jitless.ts';
import * as commands from '../domain/case/command.ts';
import * as events from '../domain/case/event.ts';
import * as limits from '../domain/clock/limit-schema.ts';
import * as values from '../domain/values.ts';
import * as answers from '../domain/procedure/language/answers.ts';
import '../domain/case/case.ts';
import '../domain/host/apply-command.ts';
import './environment.ts';
import './procedure-registry.ts';

for (const schemas of [commands, events, limits, values, answers]) Object.freeze(schemas);

// The SDK keeps a stack for each promise of a run, and the worker pays for each frame: these name the place of a fault
// still.
Error.stackTraceLimit = 3;
