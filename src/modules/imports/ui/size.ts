const megabyte = 2 ** 20;

/** 590 KB, 15.7 MB: as files are spoken of in all three languages. */
export function sizeOf(bytes: number): string {
  if (bytes < megabyte) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / megabyte).toFixed(bytes < 10 * megabyte ? 1 : 0)} MB`;
}

export const megabytesOf = (bytes: number): number => Math.round(bytes / megabyte);
