import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long the address of a file holds. */
export const linkSeconds = 300;

/** An address by which whoever has it fetches a file, until then. */
export interface Link {
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const signatureOf = (key: string, id: string, until: number): Buffer =>
  createHmac('sha256', key).update(`file\n${id}\n${until}`).digest();

/** Makes an address that holds for `linkSeconds`. Whoever asks for it was asked for their rights. */
export function linkTo(key: string, id: string, now: number): Link {
  const until = now + linkSeconds * 1_000;
  return { path: `/files/${id}?until=${until}&signature=${signatureOf(key, id, until).toString('hex')}`, until };
}

/** Whether somebody's address of a file holds: it was made here, for this file, and not too long ago. */
export function checkLink(
  key: string,
  id: string,
  query: URLSearchParams,
  now: number,
): 'holds' | 'expired' | 'invalid' {
  const until = query.get('until') ?? '';
  const signature = query.get('signature') ?? '';
  if (!/^\d{1,15}$/.test(until) || !/^[0-9a-f]{64}$/.test(signature)) return 'invalid';
  if (!timingSafeEqual(Buffer.from(signature, 'hex'), signatureOf(key, id, Number(until)))) return 'invalid';
  return Number(until) < now ? 'expired' : 'holds';
}
