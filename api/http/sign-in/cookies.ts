/**
 * Names of our cookies. A browser takes a name with `__Host-` only over TLS and for this host alone: no neighbour below
 * the same domain can set it.
 */
export const sessionCookie = '__Host-shixian-session';
export const attemptCookie = '__Host-shixian-sign-in';

/** Reads one cookie of a `cookie` header; undefined where it has none of that name. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value !== undefined && value !== '') return value;
  }
  return undefined;
}

/**
 * Writes a `set-cookie` that no script reads. `Strict` is sent by our own pages alone; `Lax` also when another site
 * sends the browser here, as the issuer does with its answer.
 */
export const setCookie = (name: string, value: string, sameSite: 'Strict' | 'Lax', maxAgeSeconds: number): string =>
  `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=${sameSite}`;

export const dropCookie = (name: string): string => setCookie(name, '', 'Strict', 0);
