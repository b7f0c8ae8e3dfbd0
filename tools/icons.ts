// Draws the icons that devices want as pictures from public/icon.svg; run after the drawing changed, and commit what it wrote:
//   node tools/run.mjs tools/icons.ts
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { root, say } from './steps.ts';

const folder = path.join(root, 'public');
const drawing = readFileSync(path.join(folder, 'icon.svg'), 'utf8');
/** Devices cut these to their own shape: the ground fills the square, the mark keeps to the middle that every shape leaves. */
const uncut = drawing.replace(' rx="14"', '');

async function draw(svg: string, size: number, name: string): Promise<void> {
  const density = (72 * size) / 64;
  await sharp(Buffer.from(svg), { density })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toFile(path.join(folder, name));
  say(`public/${name}`);
}

/** A mask may take all but a circle of 80 % of the width. */
const smallerMark = uncut.replace('<path ', '<path transform="translate(6.4 6.4) scale(.8)" ');

await draw(drawing, 192, 'icon-192.png');
await draw(drawing, 512, 'icon-512.png');
await draw(smallerMark, 512, 'icon-maskable-512.png');
await draw(uncut, 180, 'apple-touch-icon.png');
