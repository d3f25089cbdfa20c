import type { PeoplesCommand } from '../../domain/case/capabilities/index.ts';
import { command } from '../../domain/case/command.ts';
import type { Kit } from '../schema/kit.ts';
import type { PermissionTable, Rule } from '../schema/rule.ts';
import { act } from './act.ts';
import { argumentOf, type ActArgument, type ArgumentOptions } from './argument.ts';
import type { DeclaredFields } from './inputs.ts';

/** A mutation that is a command of the domain and nothing more: its input is made from the command's schema. */
export interface DerivedAct {
  readonly command: PeoplesCommand['type'];
  readonly who: Rule['who'];
  readonly about: string;
  readonly fields?: Readonly<Record<string, ArgumentOptions | undefined>>;
}
/** By the name of the mutation. */
export type DerivedActs = Readonly<Record<string, DerivedAct>>;

type FieldOf<C> = C extends unknown ? Exclude<keyof C, 'type'> : never;

/** Declares such a mutation; options of fields that the command does not have are refused by the compiler. */
export const actOf = <const T extends PeoplesCommand['type']>(
  type: T,
  options: Omit<DerivedAct, 'command' | 'fields'> & {
    readonly fields?: { readonly [F in FieldOf<Extract<PeoplesCommand, { type: T }>>]?: ArgumentOptions };
  },
): DerivedAct => ({ command: type, ...options });

/** The rows of the permission table that derived acts bring. */
export const permissionsOfActs = (acts: DerivedActs): PermissionTable => ({
  Mutation: Object.fromEntries(Object.entries(acts).map(([name, { who }]) => [name, { who } as Rule])),
});

/** Adds the mutations of a noun that are derived. */
export function addDerivedActs(kit: Kit, acts: DerivedActs): void {
  for (const [name, derived] of Object.entries(acts)) addDerivedAct(kit, name, derived);
}

function addDerivedAct(kit: Kit, name: string, { command: type, about, fields = {} }: DerivedAct): void {
  const { builder, shared, result } = kit;
  const args = argumentsOf(kit, type, fields);
  const input = shared.actInput(`${name[0]!.toUpperCase()}${name.slice(1)}Input`, (t): DeclaredFields =>
    Object.fromEntries(args.map(({ field, add }) => [field, add(t)])),
  );
  builder.mutationField(name, t =>
    t.field({
      type: result,
      description: about,
      args: { input: t.arg({ type: input, required: true }) },
      resolve: (_root, { input: given }, context) =>
        act(context, given, { type, ...valuesOf(args, given) } as Parameters<typeof act>[2]),
    }),
  );
}

function argumentsOf(
  kit: Kit,
  type: DerivedAct['command'],
  fields: NonNullable<DerivedAct['fields']>,
): readonly ActArgument[] {
  const { shape } = command.options.find(option => option.shape.type.value === type)!;
  return Object.entries(shape)
    .filter(([field]) => field !== 'type')
    .map(([field, schema]) => argumentOf(kit, { command: type, field }, schema, fields[field]));
}

/** What was given, as the command has it: what is null there is absent here. */
const valuesOf = (args: readonly ActArgument[], given: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(
    args.flatMap(({ field, convert }) => {
      const value = given[field];
      return value === null || value === undefined ? [] : [[field, convert(value)]];
    }),
  );
