import { command } from '#platform/server/command/command.ts';
import { uuid } from '#platform/shared/page.ts';
import * as contract from '../contract.ts';
import { loadOwn } from '../load.ts';
import { cancel } from '../planning.ts';
import { visitOf } from '../queries.ts';

/** A planned visit does not take place; the reason stays with it. */
export const cancelVisit = command({
  name: 'visits.cancel-visit',
  version: 1,
  conflict: 'refuse',
  input: contract.cancelVisit.body.extend({ id: uuid }),
  async run(ctx, { id, reason }) {
    await cancel(ctx, await loadOwn(ctx, id, 'cancel'), reason);
    return visitOf(ctx, id);
  },
});
