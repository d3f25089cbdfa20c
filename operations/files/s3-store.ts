import type { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { S3Store as TusBucket } from '@tus/s3-store';
import { type FileStore, requireFileId, StoreFault } from './store.ts';

export interface Bucket {
  readonly bucket: string;
  /** The server's address; that of AWS for the region without it. */
  readonly endpoint?: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The store in a bucket of anything that speaks S3. The bucket must exist. */
export function openBucket({ bucket, endpoint, region, accessKeyId, secretAccessKey }: Bucket): FileStore {
  const config: S3ClientConfig = {
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Servers other than that of AWS know buckets by their path, and few of them its newer checksums.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    logger: silent,
  };
  const client = new S3Client(config);
  const resumable = new TusBucket({ s3ClientConfig: { ...config, bucket }, useTags: false });
  const keyOf = (id: string) => ({ Bucket: bucket, Key: requireFileId(id) });
  return {
    title: `the bucket ${bucket}`,
    resumable,
    isFull: () => Promise.resolve(false),
    async write(id, content, bytes) {
      const key = keyOf(id);
      // The client does not notice that its content broke: it would wait for the rest.
      const broken = new AbortController();
      content.once('error', error => broken.abort(error));
      try {
        await client.send(new PutObjectCommand({ ...key, Body: content, ContentLength: bytes }), {
          abortSignal: broken.signal,
        });
      } catch (error) {
        throw broken.signal.aborted ? broken.signal.reason : faultOf(error);
      }
    },
    async size(id) {
      const key = keyOf(id);
      try {
        return (await client.send(new HeadObjectCommand(key))).ContentLength;
      } catch (error) {
        const fault = faultOf(error);
        if (fault.kind === 'missing') return undefined;
        throw fault;
      }
    },
    async read(id, range) {
      const key = keyOf(id);
      try {
        const { Body } = await client.send(
          new GetObjectCommand({ ...key, ...(range && { Range: `bytes=${range.start}-${range.end}` }) }),
        );
        return Body as Readable;
      } catch (error) {
        throw faultOf(error);
      }
    },
    async delete(id) {
      requireFileId(id);
      // What came in pieces and is not whole lies apart.
      if ((await this.size(id)) === undefined) await resumable.remove(id).catch(() => undefined);
      const Objects = [id, `${id}.info`, `${id}.part`].map(Key => ({ Key }));
      try {
        await client.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }));
      } catch (error) {
        throw faultOf(error);
      }
    },
  };
}

/** Faults are ours to log, without what they quote. */
const nothing = (): void => undefined;
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

function faultOf(error: unknown): StoreFault {
  const { name, $metadata } = error as {
    readonly name?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  const status = $metadata?.httpStatusCode;
  if (status === 507 || name === 'QuotaExceeded' || name === 'EntityTooLarge') return new StoreFault('full', error);
  if (name === 'NoSuchKey' || (status === 404 && name !== 'NoSuchBucket')) return new StoreFault('missing', error);
  return new StoreFault('away', error);
}
