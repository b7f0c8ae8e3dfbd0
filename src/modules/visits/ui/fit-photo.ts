import { mostPictureBytes, pictureTypes } from '#modules/files/rules.ts';

/** The longer side of what is drawn anew: a phone's canvas takes no more. */
const longestSide = 4_096;

/**
 * A picture as the server takes it: as it is where type and size allow, else drawn anew as JPEG (an iPhone's HEIC, a picture of 30 MB).
 * Undefined where this browser cannot read it.
 */
export async function fitPhoto(file: Blob): Promise<Blob | undefined> {
  const known = pictureTypes.some((type) => type === file.type);
  if (known && file.size <= mostPictureBytes) return file;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
    const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    return await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
  } catch {
    return undefined;
  }
}
