import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { withPalette } from '../../tools/shots/palette.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function chunk(kind: string, body: Buffer): Buffer {
  const framed = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(framed));
  return Buffer.concat([length, framed, sum]);
}

/** Rows as a PNG file bears them: each begins with its filter. */
function picture(width: number, rows: number[][]): Buffer {
  const head = Buffer.from([0, 0, 0, width, 0, 0, 0, rows.length, 8, 2, 0, 0, 0]);
  const data = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([
    Buffer.from(signature),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunksOf(png: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    found.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return found;
}

it('says each pixel as before, whichever way its row was written', () => {
  const red = [200, 10, 20];
  const blue = [10, 20, 200];
  const less = (colour: number[], from: number[]): number[] =>
    colour.map((part, index) => (256 + part - (from[index] ?? 0)) % 256);
  const half = blue.map((part) => part >> 1);
  const png = picture(2, [
    [0, ...red, ...blue],
    [1, ...red, ...less(red, red)],
    [2, ...less(blue, red), ...less(red, red)],
    [3, ...less(red, half), ...less(blue, [(200 + 200) >> 1, 10, 20])],
    [4, ...less(blue, red), ...less(blue, blue)],
  ]);
  const made = chunksOf(withPalette(png));
  const table = made.get('PLTE') ?? Buffer.alloc(0);
  const raw = inflateSync(made.get('IDAT') ?? Buffer.alloc(0));
  const colourAt = (x: number, y: number): number[] => {
    const index = (raw[y * 3 + 1 + x] ?? 0) * 3;
    return [...table.subarray(index, index + 3)];
  };
  const rows = [0, 1, 2, 3, 4].map((y) => [colourAt(0, y), colourAt(1, y)]);
  expect(rows).toEqual([
    [red, blue],
    [red, red],
    [blue, red],
    [red, blue],
    [blue, blue],
  ]);
});

it('refuses what is no picture of the kind browsers take', () => {
  expect(() => withPalette(Buffer.from('GIF89a'))).toThrow('not a PNG');
});
