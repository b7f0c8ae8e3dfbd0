import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import { type FileKey, type FileStore, placeOf } from './store.ts';

/** A bucket of an S3-compatible store, addressed by path. */
export interface S3Settings {
  /** Without the bucket: `https://s3.example.com`. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
}

const patience = 30_000;

/** Files in an S3-compatible store: any number of nodes share them. Nothing but the endpoint is ever called. */
export function s3Store({ endpoint, bucket, region, accessKey, secretKey }: S3Settings): FileStore {
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    region,
    service: 's3',
    retries: 2,
  });
  const address = (key: FileKey): string => `${endpoint.replace(/\/+$/, '')}/${bucket}/${placeOf(key)}`;
  const ask = (method: 'GET' | 'PUT' | 'DELETE', key: FileKey, bytes?: Uint8Array): Promise<Response> =>
    client.fetch(address(key), {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
      // The content is signed with its own digest, so that the store refuses what was spoilt on the way.
      headers:
        bytes === undefined ? {} : { 'x-amz-content-sha256': key.digest, 'content-type': 'application/octet-stream' },
      ...(bytes === undefined ? {} : { body: bytes as Uint8Array<ArrayBuffer> }),
    });
  const complain = async (response: Response): Promise<never> => {
    const said = (await response.text().catch(() => '')).slice(0, 300);
    throw new Error(`the file store answered ${response.status}: ${said}`);
  };
  return {
    async put(key, bytes) {
      const response = await ask('PUT', key, bytes);
      if (!response.ok) await complain(response);
      await response.body?.cancel();
    },
    async get(key) {
      const response = await ask('GET', key);
      if (response.status === 404) {
        await response.body?.cancel();
        return undefined;
      }
      if (!response.ok || response.body === null) return complain(response);
      return Readable.fromWeb(response.body as never);
    },
    async remove(key) {
      const response = await ask('DELETE', key);
      if (!response.ok && response.status !== 404) await complain(response);
      await response.body?.cancel();
    },
  };
}
