import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { diskStore } from './disk.ts';
import { s3Store } from './s3.ts';
import { storesFiles } from './testing.ts';

const home = mkdtempSync(path.join(tmpdir(), 'kejing-files-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

storesFiles('the disk', () => diskStore(home));

it('lays a file under company and digest, for the product alone, and no part beside it', async () => {
  const bytes = Buffer.from('a picture');
  const digest = createHash('sha256').update(bytes).digest('hex');
  await diskStore(home).put({ companyId: 'c', digest }, bytes);
  const folder = path.join(home, 'files', 'c', digest.slice(0, 2));
  expect(readdirSync(folder)).toEqual([digest]);
  if (process.platform !== 'win32') expect(statSync(path.join(folder, digest)).mode & 0o077).toBe(0);
});

/** The variables an operator would set, for a bucket that may be written to. */
const told = {
  KEJING_HOME: home,
  KEJING_FILES_S3_ENDPOINT: process.env['TEST_S3_ENDPOINT'] ?? '',
  KEJING_FILES_S3_BUCKET: process.env['TEST_S3_BUCKET'] ?? '',
  KEJING_FILES_S3_ACCESS_KEY: process.env['TEST_S3_ACCESS_KEY'] ?? '',
  KEJING_FILES_S3_SECRET_KEY: process.env['TEST_S3_SECRET_KEY'] ?? '',
};
const settings = told.KEJING_FILES_S3_ENDPOINT === '' ? undefined : readConfig(told, home).filesS3;

describe.skipIf(settings === undefined)('S3 (needs TEST_S3_ENDPOINT, _BUCKET, _ACCESS_KEY, _SECRET_KEY)', () => {
  const open = (more = {}) => {
    if (settings === undefined) throw new Error('no S3 store was named');
    return s3Store({ ...settings, ...more });
  };
  storesFiles('S3', open);

  it('says what the store answered where it refuses', async () => {
    const key = { companyId: 'c', digest: createHash('sha256').update('x').digest('hex') };
    await expect(open({ accessKey: 'nobody' }).put(key, Buffer.from('x'))).rejects.toThrow(
      /the file store answered 403/,
    );
  });
});

describe('the variables of an S3 store', () => {
  const env = {
    KEJING_HOME: home,
    KEJING_FILES_S3_ENDPOINT: 'https://s3.example.com',
    KEJING_FILES_S3_BUCKET: 'kejing',
    KEJING_FILES_S3_ACCESS_KEY: 'key',
    KEJING_FILES_S3_SECRET_KEY: 'secret',
  };

  it('are all told, or none', () => {
    expect(readConfig({ KEJING_HOME: home }, home).filesS3).toBeUndefined();
    expect(readConfig(env, home).filesS3).toMatchObject({ bucket: 'kejing', region: 'us-east-1' });
    expect(() => readConfig({ ...env, KEJING_FILES_S3_BUCKET: '' }, home)).toThrow(/KEJING_FILES_S3_BUCKET/);
    expect(() => readConfig({ ...env, KEJING_FILES_S3_ENDPOINT: 's3.example.com' }, home)).toThrow(/https/);
  });
});
