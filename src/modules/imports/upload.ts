import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#platform/shared/actor.ts';
import { newId } from '#platform/shared/id.ts';
import { isRefusal, type Outcome, Refused, refuse } from '#platform/shared/result.ts';
import { execute } from '#platform/server/command/execute.ts';
import { type App, commandDeps } from '#platform/server/http/route.ts';
import { readTable } from '#platform/server/sheets/read-table.ts';
import { takeFile } from './commands/take-file.ts';
import { type Kinds, kindFor } from './queries.ts';
import { proposeMapping } from './propose.ts';
import { mostBytes } from './rules.ts';
import { importsFolder, localPath } from './store.ts';

const megabyte = 2 ** 20;
const tooLarge = () => refuse('tooLarge', 'imports.tooLarge', { params: { limit: mostBytes / megabyte } });

/**
 * Takes a file in as a stream, onto the disk as it comes; whatever is no table leaves nothing behind. A request that announces too much is
 * refused before a byte of it is read.
 */
export async function takeUpload(
  app: App,
  actor: Actor,
  kinds: Kinds,
  request: FastifyRequest,
): Promise<Outcome<string>> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes + megabyte) return tooLarge();
  if (!request.isMultipart()) return refuse('invalid', 'imports.noFile');
  const id = newId(app.clock.now());
  const folder = await importsFolder(app.home);
  const arriving = `${localPath(folder, id)}.part`;
  try {
    const sent = await receive(request, arriving);
    const importable = kindFor(kinds, actor, sent.kind ?? '');
    if (importable === undefined && kinds.some(({ kind }) => kind === sent.kind))
      return refuse('forbidden', 'notAllowed');
    if (importable === undefined)
      return refuse('invalid', 'fields', { fields: [{ field: 'kind', code: 'imports.unknownKind' }] });
    if (sent.fileName === undefined)
      return refuse('invalid', 'imports.noFile', { fields: [{ field: 'file', code: 'imports.noFile' }] });
    const table = await readTable({ path: arriving });
    if (isRefusal(table)) return { ...table, fields: [{ field: 'file', code: table.code, ...paramsOf(table) }] };
    const path = localPath(folder, id);
    await rename(arriving, path);
    const mapping = await proposeMapping(importable, table.headers);
    const taken = await execute(
      commandDeps(app),
      actor,
      takeFile,
      {
        id,
        kind: importable.kind,
        fileName: sent.fileName,
        bytes: (await stat(path)).size,
        table,
        mapping,
        options: { doubtful: 'skip', ownerId: null, unitId: null },
        keep: { path, folder },
      },
      { requestId: request.id },
    );
    if (isRefusal(taken)) await rm(path, { force: true });
    return isRefusal(taken) ? taken : id;
  } finally {
    await rm(arriving, { force: true });
  }
}

const paramsOf = ({ params }: { params?: Record<string, string | number> }) => (params === undefined ? {} : { params });

interface Sent {
  kind?: string;
  fileName?: string;
}

async function receive(request: FastifyRequest, target: string): Promise<Sent> {
  const sent: Sent = {};
  try {
    for await (const part of request.parts({ limits: { fileSize: mostBytes, files: 1, fields: 5 } })) {
      if (part.type === 'field') {
        if (part.fieldname === 'kind' && typeof part.value === 'string') sent.kind = part.value;
        continue;
      }
      if (part.fieldname !== 'file' || sent.fileName !== undefined) {
        part.file.resume();
        continue;
      }
      await pipeline(part.file, createWriteStream(target, { mode: 0o600 }));
      sent.fileName = plainName(part.filename);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw new Refused(tooLarge());
    if (code.startsWith('FST_') || isMalformed(error)) throw new Refused(refuse('invalid', 'imports.noFile'));
    throw error;
  }
  return sent;
}

/** A form that breaks off or is none; the parser gives such errors no code. */
const isMalformed = (error: unknown): boolean =>
  error instanceof Error && /multipart|boundary|unexpected end|malformed/i.test(error.message);

/** The name alone, without folders and what no screen shows. */
export function plainName(name: string): string {
  const last = name.toWellFormed().split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(-150);
  return plain === '' ? '—' : plain;
}
