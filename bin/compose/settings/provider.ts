import type { ProviderOptions } from '../../../api/http/sign-in/provider.ts';
import { SettingsError, type Values } from './setting.ts';
import type { settingsOf } from './settings.ts';

/**
 * The issuer as browsers see it, where the API is its client.
 * @throws SettingsError where only a part of it is set
 */
export function providerOf(settings: Values<typeof settingsOf.api>): ProviderOptions | undefined {
  const { OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, PUBLIC_URL: publicUrl } = settings;
  if (clientId === undefined && clientSecret === undefined) return undefined;
  const issuer = URL.parse(settings.OIDC_ISSUER);
  if (clientId === undefined || publicUrl === undefined || issuer?.protocol.startsWith('http') !== true)
    throw new SettingsError(
      'The settings do not fit:\n- To sign people in, OIDC_CLIENT_ID and PUBLIC_URL are both set, and OIDC_ISSUER is ' +
        'an https address. To take tokens alone, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are left out.',
    );
  return { issuer, clientId, clientSecret, publicUrl };
}
