import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { root } from '../docs/blocks.ts';

export interface Service {
  readonly image: string;
  readonly build?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly restart: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly secrets?: readonly string[];
  readonly configs?: readonly { readonly source: string; readonly target: string }[];
  readonly volumes?: readonly string[];
  readonly logging?: { readonly driver: string; readonly options: Readonly<Record<string, string>> };
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly stop_grace_period?: string;
  readonly deploy?: {
    readonly replicas?: number;
    readonly resources?: { readonly limits?: { readonly cpus?: string; readonly memory?: string } };
  };
}

export interface ComposeFile {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly configs: Readonly<Record<string, { readonly content?: string; readonly file?: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean; readonly ipam?: unknown } | null>>;
}

export const composeText = (): Promise<string> => readFile(new URL('docker-compose.yml', root), 'utf8');

/** The variables that `.env` must or may set, as the example names them. */
export async function exampleVariables(): Promise<
  ReadonlyMap<string, { readonly value: string; readonly optional: boolean }>
> {
  const text = await readFile(new URL('.env.example', root), 'utf8');
  return new Map(
    [...text.matchAll(/^(# )?([A-Z_]+)=(.*)$/gm)].map(([, comment, name = '', value = '']) => [
      name,
      { value, optional: comment !== undefined },
    ]),
  );
}

/** `${NAME}`, `${NAME:-default}`, `${NAME:?why}` and `$$`, as Compose fills them in. */
function filledIn(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (whole, name: string | undefined, how: string | undefined, rest = '') => {
      if (name === undefined) return '$';
      const value = variables[name];
      if (value) return value;
      if (how === '-') return rest;
      throw new Error(`${whole}: ${name} is not set`);
    },
  );
}

/** The file with its merges done and its variables filled in, text by text as Compose does it. */
export async function readCompose(variables: Readonly<Record<string, string>>): Promise<ComposeFile> {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return filledIn(value, variables);
    if (Array.isArray(value)) return value.map(fill);
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each)]))
      : value;
  };
  return fill(parse(await composeText(), { merge: true })) as ComposeFile;
}

/** Passwords and addresses as somebody would fill in the example. */
export const filledExample: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: 'superuserpassword',
  OWNER_PASSWORD: 'ownerpassword',
  APPLICATION_PASSWORD: 'applicationpassword',
  TEMPORAL_PASSWORD: 'temporalpassword',
  OIDC_ISSUER: 'https://sign-in.example.gov.cn',
  OIDC_AUDIENCE: 'shixian',
  OIDC_JWKS_URL: 'https://sign-in.example.gov.cn/keys',
  SITE_ADDRESS: 'shixian.example.gov.cn',
};
