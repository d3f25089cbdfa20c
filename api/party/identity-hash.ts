import { createHmac } from 'node:crypto';
import { refusalOf } from '../../domain/refusal.ts';
import { RefusedByCase } from '../error/errors.ts';

/**
 * What stands in the register for the number of an identity card: a hash by a key that the database does not have, so
 * that nobody finds the number by trying all of them.
 * @throws RefusedByCase where the deployment has no key
 */
export function identityHash(key: string | undefined, number: string): string {
  if (key === undefined) throw new RefusedByCase(refusalOf('party.noKey', {}));
  return `hmac-sha256:${createHmac('sha256', key).update(number.toUpperCase()).digest('hex')}`;
}
