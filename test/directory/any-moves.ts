import fc from 'fast-check';
import { dayOf } from '../../domain/calendar/day.ts';
import type { Command } from '../../domain/case/command.ts';
import * as acts from '../../domain/directory/acts.ts';
import { posts } from '../../domain/directory/posts.ts';
import { clerk } from '../../domain/testing.ts';
import type { Role } from '../../domain/values.ts';
import { authorityOf } from './may-act.ts';
import { people, units } from './small-office.ts';
import type { World } from './office-world.ts';
import { defined } from '../../domain/defined.ts';

const hourMs = 3_600_000;

const anyPerson = fc.constantFrom(...people);
const anyUnit = fc.constantFrom(...units);
const anyPost = fc.constantFrom(...posts);
const hours = fc.constantFrom(1, 3, 8, 30);
const step = fc.constantFrom('licence', 'fire', 'fire', 'signboard');
const agree = { answer: 'agree' } as const;

/** Does something to a world, and says what was wrong with it. */
export type Move = (world: World) => string | undefined;
const change =
  (acting: (world: World) => acts.DirectoryActing): Move =>
  world => {
    world.change(acting(world));
    return undefined;
  };
const byOffice = { person: 'p-administrator', role: 'administrator' };

const changes: fc.Arbitrary<Move> = fc.oneof(
  fc
    .tuple(anyPerson, anyUnit, anyUnit, anyPost)
    .map(([person, from, unit, post]) =>
      change(({ now }) => acts.transferPerson({ person, from, unit, post, on: dayOf(now) })),
    ),
  fc
    .tuple(anyPerson, anyUnit, anyPost, fc.constantFrom(-1, 0, 2))
    .map(([person, unit, post, days]) =>
      change(({ now }) => acts.endPost({ person, unit, post, to: dayOf(now) + days })),
    ),
  // Whatever they have somewhere ends: otherwise most ends meet nobody.
  anyPerson.map(person =>
    change(({ directory, now }) => {
      const held = directory.holdings.find(each => each.person === person && each.to === undefined);
      return held ? acts.endPost({ ...held, to: dayOf(now) - 1 }) : () => [];
    }),
  ),
  fc
    .tuple(anyPerson, anyUnit, anyPost)
    .map(([person, unit, post]) => change(({ now }) => acts.givePost({ person, unit, post, from: dayOf(now) }))),
  fc
    .tuple(anyPerson, fc.option(anyPerson, { nil: undefined }), hours)
    .map(([person, deputy, length]) =>
      change(({ now }) =>
        acts.enterAbsence({ person, from: now, to: now + length * hourMs, ...defined({ deputy }) }, byOffice),
      ),
    ),
  anyPerson.map(person => change(() => acts.endAbsence(person, undefined, byOffice))),
  fc
    .tuple(anyPerson, fc.constantFrom('p-applicant', ...people))
    .map(([person, subject]) =>
      change(({ now }) => acts.declareRelation({ person, subject, kind: 'kin', from: dayOf(now) })),
    ),
  anyPerson.map(agent =>
    change(({ now }) =>
      acts.giveDelegation({
        id: `d-${agent}-${now}`,
        agent,
        applicant: 'p-applicant',
        from: now,
        to: now + 30 * hourMs,
      }),
    ),
  ),
  anyPerson.map(person => change(() => acts.removePerson(person))),
  // Everybody of a unit is away, or only its heads: the next above is to act.
  fc.tuple(anyUnit, hours, fc.boolean()).map(([unit, length, isOfHeads]) =>
    change(() => (directory, now) => {
      const there = directory.holdings.filter(
        each => each.unit === unit && each.to === undefined && (!isOfHeads || each.post !== 'handler'),
      );
      return [...new Set(there.map(each => each.person))].flatMap(person =>
        acts.enterAbsence({ person, from: now, to: now + length * hourMs }, byOffice)(directory, now),
      );
    }),
  ),
  // Whoever received a case goes to a department, where they may not answer it.
  fc
    .tuple(
      fc.constantFrom('p-service-window-1', 'p-service-window-2'),
      fc.constantFrom('market-regulation', 'fire-rescue'),
    )
    .map(([person, unit]) =>
      change(({ now }) =>
        acts.transferPerson({ person, from: 'service-window', unit, post: 'handler', on: dayOf(now) }),
      ),
    ),
  // The lead, or the fire brigade, is another unit from now on.
  fc
    .tuple(fc.constantFrom('market-regulation', 'fire-rescue'), fc.constantFrom('tobacco', 'urban-management'))
    .map(([role, id]) =>
      change(({ directory }) => () => {
        const [unit, former] = [id, role].map(each => directory.units.find(one => one.id === each)!);
        const { role: _, ...rest } = unit!;
        return former!.role === undefined && unit!.role === undefined
          ? acts.setUnit({ ...rest, role })(directory, 0)
          : acts.setUnit(rest)(directory, 0);
      }),
    ),
);

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Command>({ type: 'accept' }) },
  { weight: 4, arbitrary: step.map((id): Command => ({ type: 'claim', step: id })) },
  {
    weight: 4,
    arbitrary: step.map((id): Command => ({ type: 'answer', step: id, answer: agree })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(step, anyUnit)
      .map(([id, to]): Command => ({ type: 'reassign', step: id, to, reason: { text: '改派' } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('L1' as const, 'L2' as const, 'L3' as const, 'L4' as const)
      .map((level): Command => ({ type: 'startInstrument', level, clock: 'promise', reason: { text: '督办' } })),
  },
  // Of the proposal that waits, whichever it is by then.
  {
    weight: 3,
    arbitrary: step.map((id): Command => ({ type: 'confirm', step: id, proposal: 1 })),
  },
  {
    weight: 1,
    arbitrary: step.map((id): Command => ({
      type: 'refuseProposal',
      step: id,
      proposal: 1,
      reason: { text: '再核' },
    })),
  },
  // These end the case: then little is left to see.
  {
    weight: 1,
    arbitrary: fc.constantFrom<Command>({ type: 'withdraw' }, { type: 'terminate', reasons: [{ text: '不存在' }] }),
  },
);
const roles = ['applicant', 'agent', 'window-clerk', 'officer', 'unit-head', 'supervisor', 'administrator'] as const;

/** Somebody tries something, with a token that names a role and a unit, whether they have it or not. */
const attempts: fc.Arbitrary<Move> = fc
  .tuple(fc.constantFrom('p-applicant', ...people), fc.constantFrom(...roles), anyUnit, command, fc.nat({ max: 9 }))
  .map(([anybody, named, of, drawn, nth]) => world => {
    const asked = ofProposal(world, drawn);
    // Most choose what the act asks for, and half of these are of the unit: otherwise few come through.
    const fits = nth > 2 ? fittingOf(world, asked) : undefined;
    const { role, unit } = fits ?? { role: named, unit: unitFor(named, of) };
    const there = world.directory.holdings.filter(each => each.unit === fits?.unit).map(each => each.person);
    const person = (nth > 5 ? there[nth % Math.max(1, there.length)] : undefined) ?? anybody;
    const wasState = isStateOf(world, asked);
    const may = world.may(person, role, unit, asked);
    const done = world.ask(person, role, unit, asked);
    if (done) world.counts.done += 1;
    if (done) world.told.push(`${person} as ${role} of ${unit}: ${asked.type}`);
    const told = `${person} as ${role} of ${unit}: ${JSON.stringify(asked)}`;
    if (done && !may) return `was let through: ${told}`;
    return may && !done && !wasState ? `was kept out: ${told}` : undefined;
  });

/** A command about a proposal names the one that its step has. */
function ofProposal({ one }: World, asked: Command): Command {
  if (asked.type !== 'confirm' && asked.type !== 'refuseProposal') return asked;
  const proposal = one.view.steps.find(each => each.step === asked.step)?.proposal?.seq ?? 1;
  return { ...asked, proposal };
}
const unitFor = (role: Role, unit: string): string | undefined =>
  role === 'applicant' || role === 'agent' || role === 'administrator' ? undefined : unit;

function fittingOf(world: World, asked: Command): { role: Role; unit: string | undefined } | undefined {
  const { view } = world.one;
  switch (asked.type) {
    case 'accept':
      return { role: 'window-clerk', unit: clerk.unit };
    case 'claim':
    case 'answer':
    case 'confirm':
    case 'refuseProposal':
      return { role: 'officer', unit: view.steps.find(each => each.step === asked.step)?.unit };
    case 'reassign':
    case 'terminate':
      return { role: 'unit-head', unit: view.lead };
    case 'startInstrument':
      return { role: 'supervisor', unit: authorityOf[asked.level] };
    default:
      return undefined;
  }
}

/** Refused for what the case is, not for who asks: the state, a second person, an instrument that is open already. */
function isStateOf({ one }: World, asked: Command): boolean {
  const open = one.view.steps.find(each => 'step' in asked && each.step === asked.step && each.endedAt === undefined);
  switch (asked.type) {
    case 'accept':
      return one.status !== 'received';
    case 'claim':
      return open === undefined || open.claimedBy !== undefined || open.proposal !== undefined;
    case 'answer':
      return open === undefined || open.proposal !== undefined;
    case 'confirm':
    case 'refuseProposal':
      return open?.proposal === undefined;
    case 'reassign':
      return true;
    case 'terminate':
    case 'withdraw':
      return !['received', 'inReview'].includes(one.status);
    default:
      return true;
  }
}

const time: fc.Arbitrary<Move> = hours.map(n => world => {
  if (world.one.view.endedAt === undefined) world.one.at(new Date(world.now + n * hourMs).toISOString());
  return undefined;
});
export const sequence = fc.array(
  fc.oneof({ weight: 3, arbitrary: changes }, { weight: 4, arbitrary: attempts }, { weight: 1, arbitrary: time }),
  { minLength: 15, maxLength: 30 },
);
