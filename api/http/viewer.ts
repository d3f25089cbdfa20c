import { roles, type Role } from '../../domain/values.ts';

/** The roles that a person can sign in with. The engine is no person: no token makes it. */
export const signInRoles = roles.filter((role): role is Exclude<Role, 'engine'> => role !== 'engine');
export type SignInRole = (typeof signInRoles)[number];

/** Roles whose rights hang on a unit: a token without one is refused instead of seeing nothing or everything. */
export const rolesOfAUnit: readonly SignInRole[] = ['window-clerk', 'officer', 'unit-head', 'supervisor'];
