// A process of its own: keeps a number of connections busy for a while and tells what came back.
import http from 'node:http';
import { newCustomer } from './operations.ts';

export interface LoadOrder {
  port: number;
  path: string;
  method: 'GET' | 'POST';
  cookie: string;
  creates: boolean;
  connections: number;
  millis: number;
}

export interface LoadResult {
  perSecond: number;
  p50: number;
  p99: number;
  failed: number;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

function once(order: LoadOrder): Promise<boolean> {
  return new Promise((resolve) => {
    const body = order.creates ? JSON.stringify(newCustomer()) : undefined;
    const headers = {
      cookie: order.cookie,
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    const request = http.request(
      { host: '127.0.0.1', port: order.port, path: order.path, method: order.method, agent, headers },
      (response) => {
        response.resume();
        response.on('end', () => resolve((response.statusCode ?? 500) < 300));
      },
    );
    request.on('error', () => resolve(false));
    request.end(body);
  });
}

async function load(order: LoadOrder): Promise<LoadResult> {
  const times: number[] = [];
  let failed = 0;
  const start = performance.now();
  const worker = async (): Promise<void> => {
    while (performance.now() - start < order.millis) {
      const sent = performance.now();
      if (!(await once(order))) failed += 1;
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: order.connections }, worker));
  const seconds = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), failed };
}

process.on('message', (order: LoadOrder) => void load(order).then((result) => process.send?.(result)));
