// Pictures of screens have few colours: with at most 256 of them in a table a PNG is a third of its size, and nobody sees the difference.
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const most = 256;
/** Kept as they are, so that paper, ink and lines stay true. */
const exact = 96;

interface Pixels {
  width: number;
  height: number;
  /** 0xRRGGBB each, row by row. */
  colours: Uint32Array;
}

/** The same picture with a table of colours. @throws when it is not an 8-bit RGB or RGBA picture, as browsers take them. */
export function withPalette(png: Buffer): Buffer {
  const pixels = decode(png);
  const table = choose(pixels.colours);
  const nearest = new Map<number, number>();
  const stride = pixels.width + 1;
  const raw = Buffer.alloc(stride * pixels.height);
  pixels.colours.forEach((colour, at) => {
    let index = nearest.get(colour);
    if (index === undefined) nearest.set(colour, (index = closest(table, colour)));
    const row = Math.floor(at / pixels.width);
    raw[row * stride + 1 + (at - row * pixels.width)] = index;
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(pixels.width, 0);
  head.writeUInt32BE(pixels.height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(table.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const data = deflateSync(raw, { level: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The most frequent colours themselves, then the middle of the most frequent neighbourhoods. */
function choose(colours: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const frequent = [...counts].toSorted((a, b) => b[1] - a[1]);
  if (frequent.length <= most) return frequent.map(([colour]) => colour);
  const table = frequent.slice(0, exact).map(([colour]) => colour);
  const hoods = new Map<number, number[]>();
  for (const [colour, count] of frequent.slice(exact)) {
    const [red, green, blue] = [colour >> 16, (colour >> 8) & 255, colour & 255];
    const key = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    const sums = hoods.get(key) ?? [0, 0, 0, 0];
    [red, green, blue, 1].forEach((part, index) => (sums[index] = (sums[index] ?? 0) + part * count));
    hoods.set(key, sums);
  }
  const middles = [...hoods.values()].toSorted((a, b) => (b[3] ?? 0) - (a[3] ?? 0)).slice(0, most - exact);
  for (const [red = 0, green = 0, blue = 0, count = 1] of middles) {
    table.push((Math.round(red / count) << 16) | (Math.round(green / count) << 8) | Math.round(blue / count));
  }
  return table;
}

function closest(table: readonly number[], colour: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  table.forEach((candidate, index) => {
    const red = (candidate >> 16) - (colour >> 16);
    const green = ((candidate >> 8) & 255) - ((colour >> 8) & 255);
    const blue = (candidate & 255) - (colour & 255);
    const distance = red * red * 2 + green * green * 4 + blue * blue * 3;
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}

function decode(png: Buffer): Pixels {
  if (!png.subarray(0, 8).equals(signature)) throw new Error('not a PNG');
  const parts: Buffer[] = [];
  let [width, height, samples] = [0, 0, 0];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const kind = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') {
      [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
      samples = { 2: 3, 6: 4 }[body[9] ?? 0] ?? 0;
      if (body[8] !== 8 || samples === 0 || body[12] !== 0) throw new Error('an 8-bit RGB or RGBA picture is needed');
    }
    if (kind === 'IDAT') parts.push(body);
    at += 12 + length;
  }
  const rows = unfilter(inflateSync(Buffer.concat(parts)), width * samples, height, samples);
  const colours = new Uint32Array(width * height);
  for (let pixel = 0; pixel < colours.length; pixel += 1) {
    const at = pixel * samples;
    colours[pixel] = ((rows[at] ?? 0) << 16) | ((rows[at + 1] ?? 0) << 8) | (rows[at + 2] ?? 0);
  }
  return { width, height, colours };
}

/** Takes back what each row was written relative to: the pixel at its left, above, or both (PNG, section 9). */
function unfilter(raw: Buffer, width: number, height: number, samples: number): Buffer {
  const rows = Buffer.alloc(width * height);
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (width + 1)] ?? 0;
    for (let x = 0; x < width; x += 1) {
      const at = row * width + x;
      const left = x < samples ? 0 : (rows[at - samples] ?? 0);
      const above = row === 0 ? 0 : (rows[at - width] ?? 0);
      const corner = row === 0 || x < samples ? 0 : (rows[at - width - samples] ?? 0);
      const told = raw[row * (width + 1) + 1 + x] ?? 0;
      rows[at] = told + ([0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0);
    }
  }
  return rows;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [byLeft, byAbove, byCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (byLeft <= byAbove && byLeft <= byCorner) return left;
  return byAbove <= byCorner ? above : corner;
}

function chunk(kind: string, body: Buffer): Buffer {
  const framed = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(framed), 4);
  return Buffer.concat([ends.subarray(0, 4), framed, ends.subarray(4)]);
}
