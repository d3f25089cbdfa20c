import type { Shown } from './shown.ts';
export const clockOfCase = (_: { readonly number: string; readonly clock: string; readonly url: string | undefined; readonly token: string | undefined }): Promise<Shown> => Promise.reject(new Error('not yet'));
