import { openFolder } from '../../../operations/files/folder-store.ts';
import { openBucket } from '../../../operations/files/s3-store.ts';
import type { FileStore } from '../../../operations/files/store.ts';
import { defined } from '../../../domain/defined.ts';
import { SettingsError, type Values } from './setting.ts';
import type { fileSettings } from './settings.ts';

/**
 * Opens the store of files that the settings name.
 * @throws SettingsError where a bucket lacks what it is reached by
 */
export async function openStore(settings: Values<typeof fileSettings>): Promise<FileStore> {
  const place = settings.FILE_STORE;
  const bucket = /^s3:\/\/(.+)$/.exec(place)?.[1];
  if (bucket === undefined) return await openFolder(place);
  const { STORE_ACCESS_KEY_ID: accessKeyId, STORE_SECRET_ACCESS_KEY: secretAccessKey } = settings;
  if (accessKeyId === undefined || secretAccessKey === undefined)
    throw new SettingsError(`FILE_STORE names ${place}: set STORE_ACCESS_KEY_ID and STORE_SECRET_ACCESS_KEY too.`);
  const endpoint = settings.STORE_ENDPOINT?.href;
  return openBucket({ bucket, region: settings.STORE_REGION, accessKeyId, secretAccessKey, ...defined({ endpoint }) });
}
