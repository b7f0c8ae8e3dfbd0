import sharp from 'sharp';

/** What must never come out again: words and a place that a camera writes beside the pixels. */
export const pictureCanary = 'canary-exif-kingfisher';

export interface PictureWish {
  width?: number;
  height?: number;
  type?: 'jpeg' | 'png' | 'webp';
  /** 1 to 8, as EXIF counts. */
  orientation?: number;
  /** Noise instead of a colour: large when packed. */
  noise?: boolean;
  progressive?: boolean;
}

/** A picture as a camera makes it, with the place where it was taken, words in EXIF and XMP, and which way up it is. */
export async function cameraPicture(wish: PictureWish = {}): Promise<Buffer> {
  const { width = 640, height = 480, type = 'jpeg', orientation = 1, noise = false, progressive = false } = wish;
  const background = { r: 179, g: 54, b: 42 };
  const create = noise
    ? { width, height, channels: 3 as const, background, noise: { type: 'gaussian' as const, mean: 128, sigma: 60 } }
    : { width, height, channels: 3 as const, background };
  const degrees = `25/1 2/1 ${Math.round(31.2 * 100)}/100`;
  const picture = sharp({ create })
    .withExif({
      IFD0: { Artist: pictureCanary, ImageDescription: pictureCanary },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: degrees, GPSLongitudeRef: 'E', GPSLongitude: degrees },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>${pictureCanary}</note></x:xmpmeta>`)
    .withMetadata({ orientation });
  if (type === 'png') return picture.png({ progressive }).toBuffer();
  if (type === 'webp') return picture.webp().toBuffer();
  return picture.jpeg({ quality: 90, progressive }).toBuffer();
}

/** A JPEG that is a page too: a comment right behind the first marker holds it. */
export function withPageInside(jpeg: Buffer, page: string): Buffer {
  const comment = Buffer.from(page);
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(comment.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, comment, jpeg.subarray(2), Buffer.from(page)]);
}

/** A PNG whose header promises so many pixels; behind it lies next to nothing. */
export function bombOf(width: number, height: number, png: Buffer): Buffer {
  const bomb = Buffer.from(png);
  bomb.writeUInt32BE(width, 16);
  bomb.writeUInt32BE(height, 20);
  bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29);
  return bomb;
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
