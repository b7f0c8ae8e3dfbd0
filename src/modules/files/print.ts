import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { fullPrint, type Printed, smallPrint } from './prints.ts';
import { fullSide, mostPixels, mostPixelsAtOnce, thumbnailSide } from './rules.ts';

sharp.concurrency(1);
sharp.cache(false);
// Of all that it could read it reads three types.
sharp.block({ operation: ['VipsForeignLoad'] });
const read = ['Jpeg', 'Png', 'Webp'].flatMap((type) => [`${type}File`, `${type}Buffer`]);
sharp.unblock({ operation: read.map((name) => `VipsForeignLoad${name}`) });

/**
 * Reads a file as a picture and writes it anew as JPEG beside it: upright, at most 2,560 pixels long, in sRGB, without any metadata, and
 * once more at 320.
 */
export async function print(source: string): Promise<Printed> {
  try {
    const { width, height, format, isProgressive } = await sharp(source, { limitInputPixels: false }).metadata();
    const limit = format === 'jpeg' && !isProgressive ? mostPixels : mostPixelsAtOnce;
    if (width * height > limit) return { refused: 'files.tooManyPixels', limit };
    const full = await sharp(source, { limitInputPixels: limit, failOn: 'error', sequentialRead: true })
      .autoOrient()
      .resize({ width: fullSide, height: fullSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    const small = await sharp(full.data)
      .resize({ width: thumbnailSide, height: thumbnailSide, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 70 })
      .toBuffer();
    await writeFile(fullPrint(source), full.data, { mode: 0o600 });
    await writeFile(smallPrint(source), small, { mode: 0o600 });
    return { width: full.info.width, height: full.info.height };
  } catch (error) {
    // What the disk says has a code; what the picture is blamed for has none.
    if (error instanceof Error && !('code' in error)) return { refused: 'files.damaged' };
    throw error;
  }
}
