import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Client } from '../../../test/harness/app.ts';
import type { ImportDetail } from './contract.ts';

export interface Upload {
  kind?: string;
  fileName?: string;
  content: string | Buffer;
}

/** A multipart body as a browser sends it. */
export function multipart({ kind = 'customers', fileName = 'list.csv', content }: Upload) {
  const boundary = '----kejing-test-boundary';
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="kind"\r\n\r\n${kind}\r\n` +
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: text/csv\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}

export function upload(client: Client, what: Upload): Promise<Answer<ImportDetail>> {
  const { body, headers } = multipart(what);
  return client.send<ImportDetail>('POST', '/imports', body, headers);
}

/** The import once nobody works at it any more. */
export async function settled(client: Client, id: string): Promise<ImportDetail> {
  for (let turn = 0; turn < 1_200; turn += 1) {
    const { body } = await client.get<ImportDetail>(`/imports/${id}`);
    if (body.state !== 'running' && body.state !== 'rehearsing') return body;
    await wait(50);
  }
  throw new Error('the import does not end');
}

/** Brings a list and writes it; answers the import when it is over. */
export async function importList(
  client: Client,
  what: Upload,
  options: Record<string, unknown> = {},
): Promise<ImportDetail> {
  const taken = await upload(client, what);
  if (taken.status !== 201) throw new Error(`not taken: ${taken.status} ${JSON.stringify(taken.body)}`);
  const { id } = taken.body;
  if (Object.keys(options).length > 0) {
    const changed = await client.send('PUT', `/imports/${id}/mapping`, { options });
    if (changed.status !== 200) throw new Error(`options: ${changed.status} ${JSON.stringify(changed.body)}`);
  }
  const begun = await client.send('POST', `/imports/${id}/run`);
  if (begun.status !== 202) throw new Error(`not begun: ${begun.status} ${JSON.stringify(begun.body)}`);
  return settled(client, id);
}
