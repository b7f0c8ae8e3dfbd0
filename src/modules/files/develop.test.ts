import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { isRefusal } from '#platform/shared/result.ts';
import { type Developed, develop } from './develop.ts';
import { fullSide, thumbnailSide } from './rules.ts';
import { bombOf, cameraPicture, pictureCanary, withPageInside } from './testing.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kejing-develop-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function developed(bytes: Buffer | string) {
  const file = path.join(folder, 'picture');
  writeFileSync(file, bytes);
  return develop(file);
}

async function picture(bytes: Buffer): Promise<Developed> {
  const made = await developed(bytes);
  if (isRefusal(made)) throw new Error(made.code);
  return made;
}

it.each(['jpeg', 'png', 'webp'] as const)('O8 keeps the pixels of a %s and nothing beside them', async (type) => {
  const sent = await cameraPicture({ type });
  const before = await sharp(sent).metadata();
  expect([before.exif?.includes(pictureCanary), before.xmp?.includes(pictureCanary)], 'it had them').toEqual([
    true,
    true,
  ]);
  const { full, thumbnail } = await picture(sent);
  for (const { bytes } of [full, thumbnail]) {
    const after = await sharp(bytes).metadata();
    expect(after.format).toBe('jpeg');
    expect([after.exif, after.xmp, after.iptc, after.icc, after.orientation]).toEqual(Array(5).fill(undefined));
    expect(bytes.includes('canary')).toBe(false);
    expect(bytes.includes('Exif')).toBe(false);
    expect(bytes.includes('GPS')).toBe(false);
  }
});

it('turns a picture upright by its EXIF, and makes it no longer than it needs to be', async () => {
  const { full, thumbnail } = await picture(await cameraPicture({ width: 4_000, height: 3_000, orientation: 6 }));
  expect([full.width, full.height]).toEqual([1_920, fullSide]);
  expect((await sharp(thumbnail.bytes).metadata()).height).toBe(thumbnailSide);
});

it('leaves a small one as small as it is', async () => {
  const { full, thumbnail } = await picture(await cameraPicture({ width: 200, height: 100 }));
  expect([full.width, full.height]).toEqual([200, 100]);
  expect((await sharp(thumbnail.bytes).metadata()).width).toBe(200);
});

it('leaves nothing of a page that was hidden in a picture', async () => {
  const page = '<html><script>alert("canary")</script></html>';
  const sent = withPageInside(await cameraPicture(), page);
  expect(sent.includes(page)).toBe(true);
  const { full, thumbnail } = await picture(sent);
  for (const { bytes } of [full, thumbnail]) expect(bytes.includes('script')).toBe(false);
});

describe('refuses', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>';
  it.each([
    ['nothing', ''],
    ['a page', '<!doctype html><html><script>alert(1)</script></html>'],
    ['an SVG', svg],
    ['an SVG behind a declaration', `<?xml version="1.0"?>${svg}`],
    ['a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n'],
    ['a GIF that is a script', 'GIF89a/*\u0000\u0000*/=1;alert(1)'],
    ['a TIFF', Buffer.from('49492a0008000000', 'hex')],
    ['a zip', Buffer.from('504b0304140000000800', 'hex')],
  ])('%s', async (_, bytes) => expect(await developed(bytes)).toMatchObject({ code: 'files.noPicture' }));

  it.each(['jpeg', 'png', 'webp'] as const)('a %s that breaks off', async (type) => {
    const whole = await cameraPicture({ type, noise: true });
    for (const part of [20, 200, Math.round(whole.length / 2)])
      expect(await developed(whole.subarray(0, part)), `${part} bytes`).toMatchObject({ code: 'files.damaged' });
  });

  it('the head of a picture with a page for a body', async () => {
    const lie = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<html><script>alert(1)</script>')]);
    expect(await developed(lie)).toMatchObject({ code: 'files.damaged' });
  });

  it('a bomb of pixels, before it is unpacked', async () => {
    const small = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(await developed(bombOf(30_000, 30_000, small))).toMatchObject({ code: 'files.tooManyPixels' });
    const tall = await cameraPicture({ width: 4_600, height: 3_500, progressive: true });
    expect(await developed(tall)).toMatchObject({ code: 'files.tooManyPixels' });
  });
});
