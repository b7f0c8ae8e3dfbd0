// The service worker: keeps one whole version of the pages on the device, so that they open without a network. It never touches the API:
// answers and unsent commands are the page's affair. Built apart from the pages, as /sw.js (tools/web/service-worker.ts).
import { PrecacheController } from 'workbox-precaching';

/** Every file of this version with what tells it from other versions (null: its name does); written in by the build. */
declare const KEJING_FILES: { url: string; revision: string | null }[];

// The library of types has the page's or the worker's world, not both in one project.
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  addEventListener(kind: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(kind: 'fetch', listener: (event: Asked) => void): void;
  addEventListener(kind: 'message', listener: (event: MessageEvent & Lasting) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void>; matchAll(which: object): Promise<readonly unknown[]> };
}
const worker = globalThis as unknown as Worker;

const files = new PrecacheController();
files.addToCacheList(KEJING_FILES);

const windows = async (): Promise<number> =>
  (await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })).length;

worker.addEventListener('install', (event) => void files.install(event));

/** Where other windows still show the version before, its files stay for them until the next activation. */
async function begin(event: Lasting): Promise<void> {
  if ((await windows()) <= 1) await files.activate(event);
  await worker.clients.claim();
}
worker.addEventListener('activate', (event) => event.waitUntil(begin(event)));

/** A new version waits until a page asks for it, or until no other window could be in the middle of something. */
async function take(alone: boolean): Promise<void> {
  if (!alone || (await windows()) <= 1) await worker.skipWaiting();
}
worker.addEventListener('message', (event) => {
  if (event.data === 'take' || event.data === 'takeIfAlone') event.waitUntil(take(event.data === 'takeIfAlone'));
});

const ofServer = /^\/(api\/|health$|ready$)/;

async function kept(request: Request): Promise<Response> {
  const page = request.mode === 'navigate';
  const own = await files.matchPrecache(page ? '/index.html' : request.url);
  if (own !== undefined) return own;
  const cache = await caches.open(files.strategy.cacheName);
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request);
}
worker.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin || ofServer.test(pathname)) return;
  event.respondWith(kept(event.request));
});
