import { read, type Route, write } from '#platform/server/http/route.ts';
import { boardOf } from './board.ts';
import { setTarget } from './commands/set-target.ts';
import * as contract from './contract.ts';
import { boardEntries, listTargets } from './queries.ts';

export const targetRoutes: Route[] = [
  read(contract.listTargets, ({ ctx, query }) => listTargets(ctx, query)),
  write(contract.setTarget, setTarget, ({ params, body }) => ({
    personId: params.person,
    measure: params.measure,
    day: params.day,
    ...body,
  })),
  read(contract.board, ({ ctx, query }) => boardOf(ctx, query.person)),
  read(contract.boardEntries, ({ ctx, query }) => boardEntries(ctx, query)),
];
