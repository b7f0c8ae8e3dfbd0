import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { languageFor } from '#platform/shared/languages.ts';
import { refuse } from '#platform/shared/result.ts';
import { sendRefusal } from '#platform/server/http/problems.ts';
import { type BuiltFiles, firstFiles } from './first-files.ts';

const directory = path.resolve(import.meta.dirname, '../../../dist/web');

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

function readBuiltFiles(): BuiltFiles {
  const manifest = path.join(directory, '.vite/manifest.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {};
}

/**
 * The built pages: files with a digest in their name are kept for a year, the entry page and the service worker are asked for each time;
 * every other path is the entry page. Compressed forms lie beside the files.
 */
export async function servePages(server: FastifyInstance): Promise<void> {
  server.addHook('onSend', async (_request, reply) => {
    // What is no page of ours says so itself, and more strictly.
    if (!reply.hasHeader('content-security-policy')) void reply.header('content-security-policy', policy);
    void reply
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'same-origin')
      .header('cross-origin-opener-policy', 'same-origin')
      .header('permissions-policy', 'camera=(self), geolocation=(self), microphone=(self)');
  });
  if (!existsSync(path.join(directory, 'index.html'))) {
    server.setNotFoundHandler((request, reply) => sendRefusal(request, reply, refuse('notFound', 'noSuchPage')));
    return;
  }
  const entry = readFileSync(path.join(directory, 'index.html'));
  const gzipped = gzipSync(entry, { level: 9 });
  const links = firstFiles(readBuiltFiles(), entry.toString());
  await server.register(fastifyStatic, {
    root: directory,
    index: false,
    wildcard: false,
    dotfiles: 'deny',
    preCompressed: true,
    globIgnore: ['**/*.{br,gz}'],
    setHeaders: (response, file) =>
      void response.header(
        'cache-control',
        file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  });
  server.setNotFoundHandler((request, reply) => {
    const { pathname } = new URL(request.url, 'http://x');
    const page =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !request.url.startsWith('/api/') &&
      !path.extname(pathname);
    if (!page) return sendRefusal(request, reply, refuse('notFound', 'noSuchPage'));
    void reply.code(200).header('cache-control', 'no-cache').header('vary', 'accept-encoding');
    void reply.type('text/html; charset=utf-8');
    const language = languageFor(request.headers['accept-language']);
    const signedIn = /session_token=/.test(request.headers.cookie ?? '');
    void reply.header('link', links({ pathname, language, signedIn }));
    const packed = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    return packed ? reply.header('content-encoding', 'gzip').send(gzipped) : reply.send(entry);
  });
}
