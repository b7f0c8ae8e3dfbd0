// Where a brought file lies: on this machine's disk while it is read, and in the database in pieces, so that every node can go on with it
// and nothing hangs on one machine's folder.
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ReadContext, WriteContext } from '#platform/server/command/command.ts';

const pieceBytes = 2 ** 20;

/** The folder of files on their way, readable by the product alone. */
export async function importsFolder(home: string): Promise<string> {
  const folder = path.join(home, 'imports');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

export const localPath = (folder: string, importId: string): string => path.join(folder, importId);

/** Lays the file's pieces down in the command's transaction, one at a time in memory. */
export async function keepFile(ctx: WriteContext, importId: string, from: string): Promise<void> {
  let place = 0;
  for await (const piece of createReadStream(from, { highWaterMark: pieceBytes })) {
    place += 1;
    await ctx.db
      .insertInto('import_chunk')
      .values({ company_id: ctx.actor.companyId, import_id: importId, place, content: piece as Buffer })
      .execute();
  }
}

/** The file on this machine, fetched from the database where another node took it in; undefined once it has been taken away. */
export async function fetchFile(
  ctx: ReadContext,
  folder: string,
  importId: string,
  bytes: number,
): Promise<string | undefined> {
  const target = localPath(folder, importId);
  const known = await stat(target).catch(() => undefined);
  if (known?.size === bytes) return target;
  const partial = `${target}.${ctx.clock.now()}.part`;
  const file = await open(partial, 'wx', 0o600);
  try {
    for (let place = 1; ; place += 1) {
      const piece = await ctx.db
        .selectFrom('import_chunk')
        .select('content')
        .where('company_id', '=', ctx.actor.companyId)
        .where('import_id', '=', importId)
        .where('place', '=', place)
        .executeTakeFirst();
      if (piece === undefined) break;
      await file.write(piece.content);
    }
    if ((await file.stat()).size !== bytes) return undefined;
    await rename(partial, target);
    return target;
  } finally {
    await file.close();
    await rm(partial, { force: true });
  }
}

/** The file on this machine is no longer needed: the database has it. */
export async function dropLocal(home: string, importId: string): Promise<void> {
  await rm(localPath(await importsFolder(home), importId), { force: true });
}

/** Takes away what is older than an instant: the pieces of the company's imports. Rows and verdicts stay. */
export async function dropOldFiles(ctx: WriteContext, before: string): Promise<string[]> {
  const old = await ctx.db
    .deleteFrom('import_chunk')
    .where('company_id', '=', ctx.actor.companyId)
    .where('import_id', 'in', (query) =>
      query
        .selectFrom('import_file')
        .select('id')
        .where('company_id', '=', ctx.actor.companyId)
        .where('created_at', '<', before),
    )
    .returning('import_id')
    .execute();
  return [...new Set(old.map((row) => row.import_id))];
}
