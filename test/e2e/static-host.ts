/** The built app in; a plain static host of it that sends no header but the type, and can be changed and stopped, out. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';

const DIST = resolve(import.meta.dirname, '../../dist');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

export interface StaticHost {
  /** `http://localhost:<port>`, a free port. */
  readonly origin: string;
  /** From now on this file is answered with another text. */
  replace(path: string, text: string): void;
  stop(): Promise<void>;
}

export async function startStaticHost(): Promise<StaticHost> {
  const replaced = new Map<string, string>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname === '/' ? '/index.html' : pathname;
    const text = replaced.get(path);
    (text === undefined ? readFile(join(DIST, normalize(path))) : Promise.resolve(text)).then(
      (body) => {
        response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => {
    server.listen(0, 'localhost', listening);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the static host got no port');
  return {
    origin: `http://localhost:${address.port}`,
    replace: (path, text) => {
      replaced.set(path, text);
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => {
          stopped();
        });
        server.closeAllConnections();
      }),
  };
}

/** The text of a built file. */
export function built(path: string): Promise<string> {
  return readFile(join(DIST, path), 'utf8');
}
