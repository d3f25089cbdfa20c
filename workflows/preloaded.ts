/**
 * What a worker evaluates once instead of once a run: all that is pure, which is everything but `case.ts`, its run and
 * its timer. The SDK then freezes what the modules export, as deep as it can see, and zod completes a schema when it is
 * first used: so the modules that export schemas are closed here, and the SDK, which passes over what is frozen
 * already, leaves what is in them alone. What zod writes into a schema later follows from the schema: a run decides the
 * same with and without it.
 */
import * as jitless from '../domain/jitless.ts';
import * as intake from '../domain/case/capabilities/intake/schema.ts';
import * as completeness from '../domain/case/capabilities/completeness/schema.ts';
import * as correction from '../domain/case/capabilities/correction/schema.ts';
import * as modes from '../domain/case/capabilities/modes/schema.ts';
import * as tolerance from '../domain/case/capabilities/tolerance/schema.ts';
import * as steps from '../domain/case/capabilities/steps/schema.ts';
import * as assignment from '../domain/case/capabilities/assignment/schema.ts';
import * as conference from '../domain/case/capabilities/conference/schema.ts';
import * as objections from '../domain/case/capabilities/objections/schema.ts';
import * as rating from '../domain/case/capabilities/rating/schema.ts';
import * as urging from '../domain/case/capabilities/urging/schema.ts';
import * as appeals from '../domain/case/capabilities/appeals/schema.ts';
import * as proposal from '../domain/case/capabilities/proposal/schema.ts';
import * as special from '../domain/case/capabilities/special/schema.ts';
import * as limits from '../domain/case/capabilities/limits/schema.ts';
import * as annulment from '../domain/case/capabilities/annulment/schema.ts';
import * as suspension from '../domain/case/capabilities/suspension/schema.ts';
import * as decision from '../domain/case/capabilities/decision/schema.ts';
import * as delivery from '../domain/case/capabilities/delivery/schema.ts';
import * as earlyGrants from '../domain/case/capabilities/early-grants/schema.ts';
import * as forwarding from '../domain/case/capabilities/forwarding/schema.ts';
import * as permits from '../domain/case/capabilities/permits/schema.ts';
import * as publicity from '../domain/case/capabilities/publicity/schema.ts';
import * as instruments from '../domain/case/capabilities/instruments/schema.ts';
import * as children from '../domain/case/capabilities/children/schema.ts';
import * as effects from '../domain/case/capabilities/effects/schema.ts';
import * as followUps from '../domain/case/capabilities/follow-ups/schema.ts';
import * as personalData from '../domain/case/capabilities/personal-data/schema.ts';
import * as repair from '../domain/case/capabilities/repair/schema.ts';
import * as commands from '../domain/case/command.ts';
import * as events from '../domain/case/event.ts';
import * as limitSchemas from '../domain/clock/limit-schema.ts';
import * as values from '../domain/values.ts';
import * as answers from '../domain/procedure/language/answers.ts';
import '../domain/case/case.ts';
import '../domain/host/apply-command.ts';
import './environment.ts';
import './procedure-registry.ts';

for (const schemas of [
  jitless,
  commands,
  events,
  limitSchemas,
  values,
  answers,
  intake,
  completeness,
  correction,
  modes,
  tolerance,
  steps,
  assignment,
  conference,
  objections,
  rating,
  urging,
  appeals,
  proposal,
  special,
  limits,
  annulment,
  suspension,
  decision,
  delivery,
  earlyGrants,
  forwarding,
  permits,
  publicity,
  instruments,
  repair,
  children,
  followUps,
  effects,
  personalData,
])
  Object.freeze(schemas);
// Frozen by the SDK, a pattern would make every run fail that meets a text of its format.
Object.freeze(jitless.zodPatterns);

// The SDK keeps a stack for each promise of a run, and the worker pays for each frame: these name the place of a fault
// still.
Error.stackTraceLimit = 3;
