import type { Role } from '../../domain/values.ts';

/** Who may read a field or call a mutation. Without a rule nobody may: the schema does not build. */
export type Rule =
  /** Public by law, without a token. */
  | { readonly who: 'everyone' }
  /** Whoever is signed in: what they reach was chosen for them on the way there (their own cases only). */
  | { readonly who: 'signedIn' }
  | {
      readonly who: readonly Role[];
      /** For these roles the argument `unit` has to be the caller's own. */
      readonly ownUnit?: readonly Role[];
      /** Others get null instead of an error: it stands beside what they may read. */
      readonly orNull?: true;
    };

/** Type → field → who. Every coordinate of the schema has its row, or the schema does not build. */
export type PermissionTable = Readonly<Record<string, Readonly<Record<string, Rule>>>>;

type Scopes = { readonly signedIn?: boolean; readonly roles?: readonly Role[]; readonly ownUnit?: string | undefined };

/** The scopes that scope-auth checks, all of them; undefined where everyone may. */
export function scopesOf(
  rule: Rule,
): Scopes | ((parent: unknown, args: { unit?: string }, context: { viewer?: { role: Role } }) => Scopes) | undefined {
  if (rule.who === 'everyone') return undefined;
  if (rule.who === 'signedIn') return { signedIn: true };
  const roles = rule.who;
  const bound = rule.ownUnit;
  if (!bound) return { roles };
  return (_parent, args, { viewer }) => ({
    roles,
    ...(viewer && bound.includes(viewer.role) && { ownUnit: args.unit }),
  });
}
