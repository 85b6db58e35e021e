/** Serves the built page, models, photos and vectors from disk on the loopback interface. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createGzip } from 'node:zlib';
import { headersFor, securityHeaders } from '../src/service-worker/security-headers';
import { receiveAnswers } from './knn/answer-files';
import { vectorsAt } from './knn/served-vectors';
import type { VectorFiles } from './knn/vector-file';
import { focusFiles, type ModelFiles } from './model-files';
import type { PhotoSet } from './page-calls';
import type { Served } from './served';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.avif': 'image/avif',
  '.bmp': 'image/bmp',
};

/** Types that are compressed, as hosts do. Runtime and models are not: compressing takes longer than sending here. */
const TEXTS = new Set(['.html', '.js', '.mjs', '.css', '.json', '.webmanifest', '.svg']);

/** What the server serves. */
export interface ServedFiles {
  /** Folder of the built page, at `/`. */
  readonly page: string;
  /** At `/encoder/model.onnx` and `/encoder/card.json`; undefined where none is run. */
  readonly encoder: ModelFiles | undefined;
  /** At `/focus/`, in the same two files; default: the app's own. */
  readonly focus?: ModelFiles | undefined;
  /** At `/photos/<set>/<position>`. */
  readonly photos: Readonly<Partial<Record<PhotoSet, readonly string[]>>>;
  /** Rows `first` to before `end` at `/vectors/rows/<first>-<end>`, all queries at `/vectors/queries`, as float32. */
  readonly vectors?: VectorFiles;
  /** Folder for what is put at `/answers/`, see `receiveAnswers`. */
  readonly answers?: string;
}

export interface BenchServer {
  /** `http://127.0.0.1:<port>`, a free port. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Starts the server, with the app's own headers on every answer. */
export async function startServer(files: ServedFiles): Promise<BenchServer> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (request.method === 'PUT') void receive(request, response, files.answers, path);
    else void answer(request, response, servedAt(files, path));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server got no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function servedAt(files: ServedFiles, path: string): Served | undefined {
  if (path.startsWith('/vectors/')) return files.vectors && vectorsAt(files.vectors, path);
  const file = fileAt(files, path);
  return file === undefined ? undefined : { file };
}

function fileAt({ page, encoder, focus, photos }: ServedFiles, path: string): string | undefined {
  const [, folder, file] = /^\/(encoder|focus)\/(model\.onnx|card\.json)$/.exec(path) ?? [];
  const model = folder === 'focus' ? (focus ?? focusFiles()) : encoder;
  if (file !== undefined) return file === 'card.json' ? model?.card : model?.model;
  const [, set, position] = /^\/photos\/(\w+)\/(\d+)$/.exec(path) ?? [];
  if (set === 'gallery' || set === 'queries' || set === 'table') return photos[set]?.[Number(position)];
  // `normalize` removes every `..` from an absolute path
  return join(page, normalize(path === '/' ? '/index.html' : path));
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  served: Served | undefined,
): Promise<void> {
  const size =
    served === undefined
      ? undefined
      : await stat(served.file).then(
          (found) => found.size,
          () => undefined,
        );
  if (served === undefined || size === undefined) {
    response.writeHead(404, securityHeaders).end();
    return;
  }
  const { file, bytes = { start: 0, end: size } } = served;
  const extension = extname(file).toLowerCase();
  const isZipped =
    TEXTS.has(extension) &&
    bytes.end > bytes.start &&
    /\bgzip\b/.test(String(request.headers['accept-encoding']));
  response.writeHead(200, {
    ...headersFor(new URL(request.url ?? '/', 'http://localhost').pathname),
    'Content-Type': TYPES[extension] ?? 'application/octet-stream',
    ...(isZipped ? { 'Content-Encoding': 'gzip' } : { 'Content-Length': bytes.end - bytes.start }),
  });
  // a stream needs the position of its last byte, which an empty file lacks
  if (bytes.end === bytes.start) {
    response.end();
    return;
  }
  const stream = createReadStream(file, { start: bytes.start, end: bytes.end - 1 });
  stream.once('error', () => {
    // the file cannot be read: the connection is cut, which the page sees as a failed request
    response.destroy();
  });
  if (isZipped) stream.pipe(createGzip()).pipe(response);
  else stream.pipe(response);
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string | undefined,
  path: string,
): Promise<void> {
  const status = await (
    folder === undefined ? Promise.resolve(false) : receiveAnswers(folder, path, request)
  ).then(
    (isKnown) => (isKnown ? 204 : 404),
    () => 500,
  );
  response.writeHead(status, securityHeaders).end();
}
