/** `content-disposition` of what is downloaded and never shown as a page: a plain name for old programs, the true one by RFC 5987. */
export function attachmentNamed(name: string, extension: string): string {
  const shown = name
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\\/:*?"<>|]/gu, ' ')
    .trim()
    .slice(0, 100);
  const plain = shown.replaceAll(/[^\w .()-]/g, '_').trim();
  const exact = encodeURIComponent(shown).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain === '' ? 'file' : plain}.${extension}"; filename*=UTF-8''${exact === '' ? 'file' : exact}.${extension}`;
}
