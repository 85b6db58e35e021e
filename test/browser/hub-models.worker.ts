/** The models worker, with a hub that the test has given it, and that fails as it was told to, out. */
import '../../src/workers/models.worker';

/** What the test posts, once before anything else, and again to change it. */
interface HubFiles {
  /** By their path on the hub, `owner/name/resolve/commit/file`. */
  readonly files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
  /** Of paths that end so, no more bytes than these are sent, and what is asked after them is not found. */
  readonly cut?: Readonly<Record<string, number>>;
}

/** Name of the channel: the hub's files come in, and the paths that were asked, with the byte from which on, go out. */
const CHANNEL = 'hub-models';
const HUB = 'https://huggingface.co/';

let hub: HubFiles = { files: {} };
const channel = new BroadcastChannel(CHANNEL);
channel.addEventListener('message', ({ data }: MessageEvent<HubFiles>) => {
  hub = data;
  channel.postMessage('taken');
});

const browserFetch = globalThis.fetch;

function answer(path: string, from: number): Response {
  const bytes = hub.files[path];
  const [, most] = Object.entries(hub.cut ?? {}).find(([end]) => path.endsWith(end)) ?? [];
  if (!bytes || (most !== undefined && from >= most)) return new Response('', { status: 404 });
  const headers = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
  return new Response(bytes.slice(from, most ?? bytes.length), { status: from > 0 ? 206 : 200, headers });
}

globalThis.fetch = async (input, init) => {
  const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
  if (!url.startsWith(HUB)) return browserFetch(input, init);
  const path = url.slice(HUB.length);
  const from = Number(/^bytes=(\d+)-$/.exec(new Headers(init?.headers).get('range') ?? '')?.[1] ?? 0);
  channel.postMessage({ path, from });
  return answer(path, from);
};
