// A bad line between a phone and its server: requests are held back, cut before they arrive, answered into nothing, sent twice, and sent
// again long after; every few seconds the line is dead. Every decision comes from one seed.
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FaultCounts {
  passed: number;
  cutBefore: number;
  answerDropped: number;
  answerTorn: number;
  doubled: number;
  repeatedLater: number;
  delayed: number;
  lineCuts: number;
}

export interface FaultProxy {
  address: string;
  counts: FaultCounts;
  /** Nothing reaches the server, as in a basement. */
  dead(is: boolean): void;
  /** From now on the line misbehaves, or is good again. */
  bad(is: boolean): void;
  close(): Promise<void>;
}

/** Shares of the requests that something happens to. */
const shares = { cutBefore: 0.08, answerDropped: 0.12, answerTorn: 0.05, doubled: 0.1, repeatedLater: 0.08 } as const;
type Fault = keyof typeof shares;

/** Mulberry32: the same numbers for the same seed. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pause = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

interface Reply {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

export async function openFaultProxy(upstream: string, seed: number): Promise<FaultProxy> {
  const target = new URL(upstream);
  const chance = chances(seed);
  const counts: FaultCounts = {
    passed: 0,
    cutBefore: 0,
    answerDropped: 0,
    answerTorn: 0,
    doubled: 0,
    repeatedLater: 0,
    delayed: 0,
    lineCuts: 0,
  };
  const line = { dead: false, bad: false, cut: false };
  const late = new Set<Promise<unknown>>();

  const forward = (request: IncomingMessage, body: Buffer): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const { host: _host, ...headers } = request.headers;
      const asked = http.request(
        {
          host: target.hostname,
          port: target.port,
          method: request.method,
          path: request.url,
          // As a proxy of a company does it: the address that was typed stays the host.
          headers: { ...headers, host: request.headers.host ?? '', 'content-length': String(body.length) },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () =>
            resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) }),
          );
          answer.on('error', reject);
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });

  const drawFault = (): Fault | undefined => {
    let drawn = chance();
    for (const [fault, share] of Object.entries(shares) as [Fault, number][]) {
      if (drawn < share) return fault;
      drawn -= share;
    }
    return undefined;
  };

  const misbehave = async (request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> => {
    const fault = drawFault();
    if (chance() < 0.4) {
      counts.delayed += 1;
      await pause(chance() * 400);
    }
    if (fault !== undefined) counts[fault] += 1;
    if (fault === 'cutBefore') return void request.socket.destroy();
    if (fault === 'doubled') late.add(forward(request, body).catch(() => undefined));
    if (fault === 'repeatedLater')
      late.add(pause(500 + chance() * 4_000).then(() => forward(request, body).catch(() => undefined)));
    const reply = await forward(request, body);
    // The server has committed; the phone shall not learn of it.
    if (fault === 'answerDropped' || line.cut || line.dead) return void request.socket.destroy();
    if (fault === 'answerTorn' && reply.body.length > 1) {
      response.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) });
      response.write(reply.body.subarray(0, reply.body.length >> 1), () => request.socket.destroy());
      return;
    }
    counts.passed += 1;
    response.writeHead(reply.status, reply.headers).end(reply.body);
  };

  const pass = (request: IncomingMessage, response: ServerResponse): void => {
    const asked = http.request(
      { host: target.hostname, port: target.port, method: request.method, path: request.url, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    asked.on('error', () => request.socket.destroy());
    response.on('close', () => asked.destroy());
    request.pipe(asked);
  };

  const server = http.createServer((request, response) => {
    if (line.dead || line.cut) return void request.socket.destroy();
    const isCommand = request.url?.startsWith('/api/') === true && request.url !== '/api/v1/live';
    if (!line.bad || !isCommand) return pass(request, response);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      misbehave(request, response, Buffer.concat(chunks)).catch(() => request.socket.destroy());
    });
    request.on('error', () => undefined);
    return undefined;
  });
  const cutting = setInterval(() => {
    if (!line.bad) return;
    counts.lineCuts += 1;
    line.cut = true;
    server.closeAllConnections();
    setTimeout(() => (line.cut = false), 600).unref();
  }, 3_000);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    counts,
    dead(is) {
      line.dead = is;
      if (is) server.closeAllConnections();
    },
    bad(is) {
      line.bad = is;
    },
    async close() {
      clearInterval(cutting);
      await Promise.all(late);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
