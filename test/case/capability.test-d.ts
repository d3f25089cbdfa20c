/* oxlint-disable vitest/expect-expect -- the assertions are the lines marked as errors */
import { describe, test } from 'vitest';
import {
  none,
  type CommandRule,
  type EventFold,
  type FirstFold,
  type FoldsFor,
  type RulesFor,
} from '../../domain/case/capability.ts';
import type { folds, rules } from '../../domain/case/capabilities/index.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { tell } from '../../domain/case/tell.ts';
import { commandShape } from '../../domain/case/command-shape.ts';
import type { Command, CommandOf } from '../../domain/case/command.ts';
import { eventShape } from '../../domain/log/envelope.ts';
import { id } from '../../domain/values.ts';

/** An example: somebody urges the office (催办), and the office says when it heard of it. */
export const commands = [commandShape('urge', { step: id }), commandShape('hearUrge', { step: id })] as const;
export const events = [eventShape('urged', 1, { step: id })] as const;
declare const rule: CommandRule<never>;
declare const fold: EventFold<never>;

describe('a capability', () => {
  test('with a rule for each command and a fold for each event compiles', () => {
    ({ urge: rule, hearUrge: rule }) satisfies RulesFor<typeof commands>;
    ({ urged: fold }) satisfies FoldsFor<typeof events>;
  });

  test('that forgets the rule of a command does not compile', () => {
    // @ts-expect-error `hearUrge` has no rule
    ({ urge: rule }) satisfies RulesFor<typeof commands>;
  });

  test('that forgets the fold of an event does not compile', () => {
    // @ts-expect-error `urged` has no fold
    ({}) satisfies FoldsFor<typeof events>;
  });

  test('whose rule does not say what a suspended or an ended case does with it does not compile', () => {
    const decide = (): void => undefined;
    const guard = (): void => undefined;
    ({ by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', guard, decide }) satisfies CommandRule<never>;
    ({ by: 'engine', whenEnded: 'refuse', whenSuspended: 'allow', decide }) satisfies CommandRule<never>;
    // @ts-expect-error says nothing of what stands against an act of people
    ({ by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', decide }) satisfies CommandRule<never>;
    // @ts-expect-error says nothing of a suspended case
    ({ by: 'people', whenEnded: 'refuse', guard, decide }) satisfies CommandRule<never>;
    // @ts-expect-error says nothing of a case that has ended
    ({ by: 'people', whenSuspended: 'allow', guard, decide }) satisfies CommandRule<never>;
    // @ts-expect-error says nothing of who may ask
    ({ whenEnded: 'refuse', whenSuspended: 'allow', decide }) satisfies CommandRule<never>;
  });

  test('whose fold leaves a part out does not compile', () => {
    const evolve: EventFold<never>['evolve'] = state => state;
    const said = { documents: none, notices: none };
    ({ evolve, isConsequence: false, opensSteps: false, ...said }) satisfies EventFold<never>;
    // @ts-expect-error says nothing of whether the flow may ask for something
    ({ evolve, isConsequence: false, ...said }) satisfies EventFold<never>;
    // @ts-expect-error says nothing of whether it follows from another act
    ({ evolve, opensSteps: false, ...said }) satisfies EventFold<never>;
    // @ts-expect-error says nothing of the documents that it makes
    ({ evolve, isConsequence: false, opensSteps: false, notices: none }) satisfies EventFold<never>;
    // @ts-expect-error says nothing of whom it is told to
    ({ evolve, isConsequence: false, opensSteps: false, documents: none }) satisfies EventFold<never>;
  });

  test('whose first event leaves out its documents or its notices does not compile', () => {
    const begin: FirstFold<never>['begin'] = state => state;
    ({ begin, opensSteps: true, documents: none, notices: none }) satisfies FirstFold<never>;
    // @ts-expect-error says nothing of the documents that it makes
    ({ begin, opensSteps: true, notices: none }) satisfies FirstFold<never>;
    // @ts-expect-error says nothing of whom it is told to
    ({ begin, opensSteps: true, documents: none }) satisfies FirstFold<never>;
  });

  test('whose event is told by a code that has no words does not compile', () => {
    const fold = { evolve: (state: CaseState): CaseState => state, isConsequence: false, opensSteps: false };
    ({ ...fold, documents: none, notices: () => tell('held', {}) }) satisfies EventFold<never>;
    // @ts-expect-error there is no such code
    ({ ...fold, documents: none, notices: () => tell('urged', {}) }) satisfies EventFold<never>;
    // @ts-expect-error a denial is told with its reasons
    ({ ...fold, documents: none, notices: () => tell('denied', { due: 0 }) }) satisfies EventFold<never>;
  });

  test('left out of the central records does not compile', () => {
    type Rules = { readonly [T in Command['type']]: CommandRule<CommandOf<T>> };
    ({}) as Omit<typeof rules, 'suspend'> satisfies Omit<Rules, 'suspend'>;
    // @ts-expect-error the suspension is missing
    ({}) as Omit<typeof rules, 'suspend'> satisfies Rules;
    // @ts-expect-error the suspension is missing
    ({}) as Omit<typeof folds, 'suspended'> satisfies Pick<typeof folds, 'suspended'>;
  });
});
