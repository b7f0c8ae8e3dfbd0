import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isRefusal, type Outcome, refuse } from '#platform/shared/result.ts';
import { can, type Actor } from '#platform/shared/actor.ts';
import type { ReadContext } from '#platform/server/command/command.ts';
import { execute } from '#platform/server/command/execute.ts';
import { type App, commandDeps, type Raw, raw, read, type Route } from '#platform/server/http/route.ts';
import { writeCsv, writeXlsx } from '#platform/server/sheets/write-table.ts';
import { changeMapping, changeReading } from './commands/change-mapping.ts';
import { cancelPass } from './commands/start-pass.ts';
import * as contract from './contract.ts';
import type { ImportDetail } from './contract.ts';
import { beginPass, openAgain } from './begin.ts';
import { proposeMapping } from './propose.ts';
import { detailOf, findImport, importsOf, type Kinds } from './queries.ts';
import { refusedName, refusedRows } from './refused-file.ts';
import { rowsOfImport } from './rows.ts';
import { mostBytes, type PassKind } from './rules.ts';
import { takeUpload } from './upload.ts';

/** The API of imports over the kinds that the application knows. */
export function importRoutes(kinds: Kinds): Route[] {
  return [
    read(contract.listKinds, async ({ ctx }) => kindsOf(ctx.actor, kinds)),
    read(contract.listImports, ({ ctx, query }) => importsOf(ctx, kinds, query)),
    raw(contract.uploadImport, async ({ app, actor, request }) =>
      answer(app, must(actor), kinds, await takeUpload(app, must(actor), kinds, request)),
    ),
    read(contract.getImport, ({ ctx, params }) => detailOf(ctx, kinds, params.id)),
    raw(contract.changeReading, (asked) => readAnew(asked, kinds)),
    raw(contract.changeMapping, async ({ app, actor, params, body, request }) => {
      const input = { id: params.id, ...body };
      const deps = commandDeps(app);
      const changed = await execute(deps, must(actor), changeMapping(kinds), input, { requestId: request.id });
      return answer(app, must(actor), kinds, isRefusal(changed) ? changed : params.id);
    }),
    raw(contract.rehearse, (asked) => begin(asked, kinds, 'rehearsal')),
    raw(contract.run, (asked) => begin(asked, kinds, 'run')),
    raw(contract.cancel, async ({ app, actor, params, request }) => {
      const meta = { requestId: request.id };
      const cancelled = await execute(commandDeps(app), must(actor), cancelPass(kinds), { id: params.id }, meta);
      return answer(app, must(actor), kinds, isRefusal(cancelled) ? cancelled : params.id);
    }),
    read(contract.listRows, async ({ ctx, params, query }) => {
      const page = await rowsOfImport(ctx, kinds, params.id, query);
      if (isRefusal(page)) return page;
      return { ...page, items: page.items.map(({ cells: _cells, ...row }) => row) };
    }),
    raw(contract.refusedCsv, (asked) => sendRefused(asked, kinds, 'csv')),
    raw(contract.refusedXlsx, (asked) => sendRefused(asked, kinds, 'xlsx')),
  ];
}

function must(actor: Actor | undefined): Actor {
  if (actor === undefined) throw new Error('a route for signed-in people was reached by nobody');
  return actor;
}

const contextOf = (app: App, actor: Actor): ReadContext => ({ db: app.database.db, actor, clock: app.clock });

/** The import as it stands after what was asked. */
async function answer(app: App, actor: Actor, kinds: Kinds, done: Outcome<string>): Promise<Outcome<ImportDetail>> {
  return isRefusal(done) ? done : detailOf(contextOf(app, actor), kinds, done);
}

function kindsOf(actor: Actor, kinds: Kinds) {
  const items = kinds
    .filter((kind) => can(actor, kind.access))
    .map(({ kind, labels, fields }) => ({
      kind,
      label: labels[actor.language],
      fields: fields.map(({ key, labels, kind, required = false }) => ({ key, labels, kind, required })),
    }));
  return { items, mostBytes };
}

interface ById {
  app: App;
  actor: Actor | undefined;
  params: { id: string };
  request: FastifyRequest;
  reply: FastifyReply;
}

async function begin(asked: ById, kinds: Kinds, kind: PassKind): Promise<Outcome<ImportDetail>> {
  const { app, params, request } = asked;
  const actor = must(asked.actor);
  const begun = await beginPass({ app, actor, kinds, requestId: request.id }, params.id, kind);
  return answer(app, actor, kinds, isRefusal(begun) ? begun : params.id);
}

async function readAnew(asked: Raw<typeof contract.changeReading>, kinds: Kinds): Promise<Outcome<ImportDetail>> {
  const { app, params, body, request } = asked;
  const actor = must(asked.actor);
  const opened = await openAgain(contextOf(app, actor), app.home, kinds, params.id, body);
  if (isRefusal(opened)) return opened;
  const mapping = await proposeMapping(opened.importable, opened.table.headers);
  const input = { id: params.id, table: opened.table, mapping };
  const changed = await execute(commandDeps(app), actor, changeReading(kinds), input, { requestId: request.id });
  return answer(app, actor, kinds, isRefusal(changed) ? changed : params.id);
}

/** A workbook is built in memory; beyond this many rows there is the CSV. */
const mostInWorkbook = 20_000;

async function sendRefused({ app, params, reply, ...asked }: ById, kinds: Kinds, format: 'csv' | 'xlsx') {
  const ctx = contextOf(app, must(asked.actor));
  const found = await findImport(ctx, kinds, params.id);
  if (isRefusal(found)) return found;
  const { refused, doubtful, file_name } = found.record;
  if (format === 'xlsx' && refused + doubtful > mostInWorkbook)
    return refuse('tooLarge', 'imports.tooManyForWorkbook', { params: { limit: mostInWorkbook } });
  const name = encodeURIComponent(refusedName(file_name, format));
  void reply.header('content-disposition', `attachment; filename="refused.${format}"; filename*=UTF-8''${name}`);
  void reply.type(format === 'csv' ? 'text/csv; charset=utf-8' : contract.refusedXlsx.produces);
  const rows = refusedRows(ctx, found);
  return reply.send(format === 'csv' ? Readable.from(writeCsv(rows)) : await writeXlsx(rows));
}
