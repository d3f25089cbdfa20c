import type { Wanted } from '../../bin/issuer/people.ts';

export const digest = '0'.repeat(64);
export const clerk: Wanted = { as: 'window-clerk' };
export const officer = (unit: string): Wanted => ({ as: 'officer', unit });
