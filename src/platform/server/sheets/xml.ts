// A small reader of the XML that workbooks hold, fed piece by piece: elements, attributes, text. Names come without prefix, since some
// programs write x:row for row. There are no document types in workbooks, and none are accepted (entities could multiply).
import { StringDecoder } from 'node:string_decoder';
import { decodeXML } from 'entities/decode';
import { tableError } from '#platform/server/sheets/table.ts';

export interface XmlHandler {
  /** `attributes` is the raw text after the name: take out what is needed with `attribute`. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  text?(text: string): void;
}

/** No tag and no text between two tags is longer in a real workbook (a cell holds at most 32,767 characters). */
const LONGEST = 2 ** 20;

const patterns = new Map<string, RegExp>();

/** The value of an attribute (with or without prefix), decoded. */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const match = pattern.exec(attributes);
  const value = match?.[1] ?? match?.[2];
  return value?.includes('&') ? decodeXML(value) : value;
}

/** Index of the > that ends the tag starting at `from`, not one inside a quoted attribute; −1 when it has not come yet. */
function endOfTag(text: string, from: number): number {
  let quote = 0;
  let at = from;
  for (let end = text.indexOf('>', from); end >= 0; end = text.indexOf('>', end + 1)) {
    for (; at < end; at += 1) {
      const code = text.charCodeAt(at);
      if (quote === 0 ? code === 0x22 || code === 0x27 : code === quote) quote = quote === 0 ? code : 0;
    }
    if (quote === 0) return end;
  }
  return -1;
}

function emitTag(tag: string, handler: XmlHandler): void {
  const closing = tag.startsWith('/');
  const selfClosing = tag.endsWith('/');
  const body = tag.slice(closing ? 1 : 0, selfClosing ? -1 : undefined);
  const space = body.search(/\s/);
  const qualified = space < 0 ? body : body.slice(0, space);
  const name = qualified.slice(qualified.indexOf(':') + 1);
  if (!closing) handler.open(name, space < 0 ? '' : body.slice(space));
  if (closing || selfClosing) handler.close(name);
}

/** What begins with < at an index: where it ends (−1 when that has not come yet) and what it says. */
interface Construct {
  next: number;
  emit(handler: XmlHandler): void;
}

function after(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found < 0 ? -1 : found + end.length;
}

const nothing = (): void => undefined;

function constructAt(text: string, at: number): Construct {
  if (text.startsWith('<!--', at)) return { next: after(text, '-->', at + 4), emit: nothing };
  if (text.startsWith('<?', at)) return { next: after(text, '?>', at + 2), emit: nothing };
  if (text.startsWith('<![CDATA[', at)) {
    const end = text.indexOf(']]>', at + 9);
    return { next: end < 0 ? -1 : end + 3, emit: (handler) => handler.text?.(text.slice(at + 9, end)) };
  }
  const end = endOfTag(text, at + 1);
  if (end < 0) return { next: -1, emit: nothing };
  if (text.startsWith('<!', at)) throw tableError('damaged');
  return { next: end + 1, emit: (handler) => emitTag(text.slice(at + 1, end), handler) };
}

export interface XmlScanner {
  write(piece: string): void;
}

export function xmlScanner(handler: XmlHandler): XmlScanner {
  let rest = '';
  return {
    write(piece) {
      const text = rest + piece;
      let at = 0;
      // Text is given whole, so it waits until the tag after it has come.
      for (let tag = text.indexOf('<'); tag >= 0; tag = text.indexOf('<', at)) {
        const construct = constructAt(text, tag);
        if (construct.next < 0) break;
        if (tag > at && handler.text !== undefined) handler.text(decodeXML(text.slice(at, tag)));
        construct.emit(handler);
        at = construct.next;
      }
      rest = text.slice(at);
      if (rest.length > LONGEST) throw tableError('damaged');
    },
  };
}

/** Feeds a whole part of a workbook to a handler. */
export async function scanXml(chunks: AsyncIterable<Buffer>, handler: XmlHandler): Promise<void> {
  const decoder = new StringDecoder('utf8');
  const scanner = xmlScanner(handler);
  for await (const chunk of chunks) scanner.write(decoder.write(chunk));
}
