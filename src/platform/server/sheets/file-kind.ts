// What a file is, by its first bytes: its name says nothing.
import type { Bytes } from '#platform/server/sheets/bytes.ts';

export type FileKind = 'text' | 'zip' | 'oldWorkbook' | 'encrypted' | 'empty' | { found: string };

const SIGNATURES: readonly (readonly [string, string])[] = [
  ['pdf', '25504446'],
  ['image', '89504e47'],
  ['image', 'ffd8ff'],
  ['image', '47494638'],
  ['image', '49492a00'],
  ['image', '4d4d002a'],
  ['archive', '1f8b'],
  ['archive', '52617221'],
  ['archive', '377abcaf271c'],
  ['archive', 'fd377a585a00'],
  ['program', '7f454c46'],
  ['program', '4d5a9000'],
  ['database', '53514c69746520666f726d6174'],
];

const OLE = 'd0cf11e0a1b11ae1';

async function oldOrEncrypted(bytes: Bytes): Promise<FileKind> {
  const name = Buffer.from('EncryptedPackage', 'utf16le');
  const span = 2 ** 20;
  const [head, tail] = [await bytes.read(0, span), await bytes.read(Math.max(0, bytes.size - span), span)];
  return head.includes(name) || tail.includes(name) ? 'encrypted' : 'oldWorkbook';
}

function markup(head: Buffer): FileKind | undefined {
  const text = head
    .subarray(0, 512)
    .toString('latin1')
    .replace(/^\u00EF\u00BB\u00BF/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(?:!doctype html|html|table|head|meta|script)/.test(text)) return { found: 'html' };
  if (text.startsWith('<?xml') || /^<[a-z][\w:-]*[\s>]/.test(text)) return { found: 'xml' };
  if (/^(?:\{\s*["}]|\[\s*[{["\]])/.test(text)) return { found: 'json' };
  return /^(?:\{\\rtf|%!ps)/.test(text) ? { found: 'document' } : undefined;
}

/** Control characters no table has; NUL alone is left to the encoding, since UTF-16 is full of it. */
function isBinary(head: Buffer): boolean {
  let odd = 0;
  for (const byte of head)
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) odd += byte === 0 ? 0 : 1;
  return odd > head.length / 50;
}

export async function fileKind(bytes: Bytes): Promise<FileKind> {
  const head = await bytes.read(0, 64 * 1024);
  if (head.length === 0) return 'empty';
  const hex = head.subarray(0, 16).toString('hex');
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return 'zip';
  if (hex.startsWith(OLE)) return oldOrEncrypted(bytes);
  const known = SIGNATURES.find(([, signature]) => hex.startsWith(signature));
  if (known !== undefined) return { found: known[0] };
  // UTF-16 may hold any byte.
  if (/^(?:fffe|feff)/.test(hex)) return 'text';
  return markup(head) ?? (isBinary(head) ? { found: 'binary' } : 'text');
}
