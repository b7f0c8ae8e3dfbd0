import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Actor } from '#platform/shared/actor.ts';
import { endpoint } from '#platform/shared/endpoint.ts';
import { type Raw, raw, type Route } from '#platform/server/http/route.ts';
import type { NotedEvent, Notifier } from '#platform/server/events/notifier.ts';

export const liveEndpoint = endpoint({
  id: 'live.listen',
  method: 'GET',
  path: '/live',
  summary: 'Server-sent events: what changed within sight, so that screens ask again',
  access: 'signedIn',
  query: z.strictObject({}),
  produces: 'text/event-stream',
});

const heartbeatMillis = 20_000;

/** The stream ends with the session: every heartbeat asks anew whether the person is still let in. */
export function liveRoute(
  notifier: Notifier,
  stillLetIn: (raw: Raw<typeof liveEndpoint>) => Promise<Actor | undefined>,
): Route {
  return raw(liveEndpoint, async (asked) => {
    const { reply, request } = asked;
    let { actor } = asked;
    if (actor === undefined) return undefined;
    openStream(reply);
    const write = (text: string): void => void reply.raw.write(text);
    write(': listening\n\n');
    const stop = notifier.subscribe(
      actor.companyId,
      (event) => {
        if (actor !== undefined && within(actor, event)) write(`data: ${JSON.stringify(shown(event))}\n\n`);
      },
      () => reply.raw.end(),
    );
    const heartbeat = setInterval(() => {
      void stillLetIn(asked).then((known) => {
        actor = known;
        if (known === undefined) reply.raw.end();
        else write(': still here\n\n');
      });
    }, heartbeatMillis);
    request.raw.on('close', () => {
      clearInterval(heartbeat);
      stop();
    });
    return undefined;
  });
}

function openStream(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
}

/** An event wakes whoever did it, whom it is about, and who leads the unit it happened in. */
function within(actor: Actor, event: NotedEvent): boolean {
  if (event.personId === actor.personId) return true;
  return event.unitId !== null && actor.units.includes(event.unitId);
}

const shown = ({ kind, subjectKind, subjectId, unitId, personId, at }: NotedEvent) => ({
  kind,
  subjectKind,
  subjectId,
  unitId,
  personId,
  at,
});
