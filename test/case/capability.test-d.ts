/* oxlint-disable vitest/expect-expect -- the assertions are the lines marked as errors */
import { describe, test } from 'vitest';
import type { CommandRule, EventFold, FoldsFor, RulesFor } from '../../domain/case/capability.ts';
import type { folds, rules } from '../../domain/case/capabilities/index.ts';
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
    ({ by: 'people', whenEnded: 'refuse', whenSuspended: 'allow', decide }) satisfies CommandRule<never>;
    // @ts-expect-error says nothing of a suspended case
    ({ by: 'people', whenEnded: 'refuse', decide }) satisfies CommandRule<never>;
    // @ts-expect-error says nothing of a case that has ended
    ({ by: 'people', whenSuspended: 'allow', decide }) satisfies CommandRule<never>;
    // @ts-expect-error says nothing of who may ask
    ({ whenEnded: 'refuse', whenSuspended: 'allow', decide }) satisfies CommandRule<never>;
  });

  test('whose fold leaves a part out does not compile', () => {
    const evolve: EventFold<never>['evolve'] = state => state;
    ({ evolve, isConsequence: false, opensSteps: false }) satisfies EventFold<never>;
    // @ts-expect-error says nothing of whether the flow may ask for something
    ({ evolve, isConsequence: false }) satisfies EventFold<never>;
    // @ts-expect-error says nothing of whether it follows from another act
    ({ evolve, opensSteps: false }) satisfies EventFold<never>;
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
