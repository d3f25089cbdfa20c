import type { Wanted } from '../../bin/compose/issuer/people.ts';
import type { Office } from './office.ts';

export interface Uploaded {
  readonly file: string;
  readonly name: string | null;
  readonly bytes: number;
  readonly digest: string;
  readonly type: string;
  readonly state: string;
}

/** Sends requests to the addresses of files, as somebody. */
export async function fetchFiles(
  { product }: Office,
  who: Wanted | undefined,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  if (who) headers.set('authorization', `Bearer ${await product.api.tokenOf(who)}`);
  return await fetch(new URL(path, product.url), { ...init, headers });
}

/** Uploads a file whole. */
export async function upload(office: Office, who: Wanted, content: Buffer, name = '平面图.pdf'): Promise<Uploaded> {
  const response = await fetchFiles(office, who, `/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body: new Uint8Array(content),
  });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Uploaded;
}

/** What a refusal says: its status and code. */
export async function refusalIn(response: Response): Promise<readonly [status: number, code: string]> {
  const { errors } = (await response.json()) as { errors: readonly [{ extensions: { code: string } }] };
  return [response.status, errors[0].extensions.code];
}
