/** What cameras and screens make, and what is taken in. Told by content, never by name. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PictureType = (typeof pictureTypes)[number];

const megabyte = 2 ** 20;
export const mostPictureBytes = 15 * megabyte;
export const mostPictureMegabytes = mostPictureBytes / megabyte;

/**
 * Pixels of one picture. A plain JPEG is unpacked line by line; whatever must be unpacked as a whole (PNG, WebP, a progressive JPEG) takes
 * four bytes of memory for each.
 */
export const mostPixels = 64_000_000;
export const mostPixelsAtOnce = 16_000_000;

/** The longer side of what is kept, and of the small one in a list. */
export const fullSide = 2_560;
export const thumbnailSide = 320;

/** The type by the first bytes; undefined for everything that is no picture of ours (SVG, HTML, PDF, GIF, …). */
export function pictureTypeOf(head: Uint8Array): PictureType | undefined {
  const starts = (at: number, ...bytes: number[]): boolean => bytes.every((byte, place) => head[at + place] === byte);
  if (starts(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(0, 0x52, 0x49, 0x46, 0x46) && starts(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  return undefined;
}
