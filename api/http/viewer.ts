import type { Capacity } from '../../domain/directory/posts.ts';
import { roles } from '../../domain/values.ts';

/** The roles that a person can sign in with. The engine is no person: no token makes it. */
export const signInRoles = roles.filter((role): role is Capacity['role'] => role !== 'engine');
export type SignInRole = (typeof signInRoles)[number];

/** Roles whose rights hang on a unit: a token without one is refused instead of seeing nothing or everything. */
export const rolesOfAUnit: readonly SignInRole[] = ['window-clerk', 'officer', 'unit-head', 'supervisor'];
