/** Networks of the tests in; the hub's addresses answered with them, and what was asked there, out. */
import { createHash } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';

/** A model as the hub lays it out: files by their path. */
export type Repository = Readonly<Record<string, Uint8Array | object>>;

/** What becomes of an answer on its way. */
export interface Hub {
  /** Addresses asked, in order. */
  readonly asked: string[];
  /** Sends another file than the one that the list promises. */
  swapped: boolean;
  /** Paths of files that it lists and does not have. */
  withheld: RegExp | undefined;
  /** Answers nobody: a page cannot tell that from a hub that refuses its origin. */
  silent: boolean;
}

const COMMIT = 'c0ffee';
const headers = { 'access-control-allow-origin': '*' };

function bytesOf(file: Uint8Array | object): Buffer {
  return Buffer.from(file instanceof Uint8Array ? file : JSON.stringify(file));
}

function listing(files: Repository): object[] {
  return Object.entries(files).map(([path, file]) => {
    const bytes = bytesOf(file);
    const oid = createHash('sha256').update(bytes).digest('hex');
    return { type: 'file', path, size: bytes.length, ...(path.endsWith('.onnx') ? { lfs: { oid } } : {}) };
  });
}

/** Stands in for huggingface.co in one browser; every other origin is left to the browser. */
export async function standInForHub(
  context: BrowserContext,
  models: Readonly<Record<string, Repository>>,
): Promise<Hub> {
  const hub: Hub = { asked: [], swapped: false, withheld: undefined, silent: false };
  await context.route('https://huggingface.co/**', async (route) => {
    const url = new URL(route.request().url());
    hub.asked.push(url.pathname);
    const [, repo = '', rest = ''] = /^\/(?:api\/models\/)?([^/]+\/[^/]+)\/(.*)$/.exec(url.pathname) ?? [];
    const files = models[repo];
    if (hub.silent) return route.abort('connectionrefused');
    if (!files) return route.fulfill({ status: 404, headers, json: { error: 'Repository not found' } });
    if (rest.startsWith('revision/')) return route.fulfill({ headers, json: { sha: COMMIT } });
    if (rest.startsWith('tree/')) return route.fulfill({ headers, json: listing(files) });
    if (hub.withheld?.test(rest)) return route.fulfill({ status: 404, headers, body: '' });
    const file = files[rest.replace(`resolve/${COMMIT}/`, '')];
    if (!file) return route.fulfill({ status: 404, headers, body: '' });
    const bytes = bytesOf(file);
    if (hub.swapped && rest.endsWith('.onnx')) bytes[bytes.length - 1]! ^= 1;
    return route.fulfill({
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body: bytes,
    });
  });
  return hub;
}
