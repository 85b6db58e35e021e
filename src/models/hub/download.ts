/** A file's address and a place for it in; the whole file in that place, going on where it was cut off, out. */
import { LookalikeError, isAbort, hasName, throwIfAborted } from '../../shared/errors';
import { messageOf, reasonOf, refusal } from '../../contract/reasons';
import { ask } from './look-up';

/** Where a file grows. */
export interface Place {
  /** Bytes that are there. */
  readonly size: number;
  append(bytes: Uint8Array<ArrayBuffer>): void;
  /** Begins anew. */
  empty(): void;
}

/** What a download is told and tells. */
export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes that are there, again and again. */
  readonly progress?: (doneBytes: number) => void;
  /** Between two attempts at first; it doubles each time that nothing came. Default 1,000. */
  readonly waitMs?: number;
}

/** Attempts of which none brought a byte. */
const MOST_ATTEMPTS = 5;
/** A hub that is busy may be asked again; one that knows no such file may not. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

function waited(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Makes the place ready for what the hub sends: the rest, or all of it. */
function meet(response: Response, place: Place, url: string): void {
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    throw refusal('HubFailed', { code: 'at-address', url, why: messageOf({ code: 'web-page' }) });
  }
  if (response.status === 206) {
    const start = Number(
      /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? place.size,
    );
    if (start !== place.size) place.empty();
    if (start !== place.size) throw new TypeError(messageOf({ code: 'rest-at', start }));
  } else if (response.ok) {
    place.empty();
  } else if (response.status === 416) {
    place.empty();
    throw new TypeError(messageOf({ code: 'nothing-follows' }));
  } else if (PASSING.has(response.status)) {
    throw new TypeError(messageOf({ code: 'http', status: response.status }));
  } else {
    throw refusal('HubFailed', {
      code: 'at-address',
      url,
      why: messageOf({ code: 'http', status: response.status }),
    });
  }
}

async function attempt(
  url: string,
  sizeBytes: number,
  place: Place,
  options: DownloadOptions,
): Promise<void> {
  const { signal, progress } = options;
  const response = await ask(url, {
    ...(place.size > 0 ? { headers: { Range: `bytes=${place.size}-` } } : {}),
    ...(signal ? { signal } : {}),
  });
  try {
    meet(response, place, url);
  } catch (error) {
    await response.body?.cancel();
    throw error;
  }
  const reader = response.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return;
    if (place.size + part.value.length > sizeBytes) {
      await reader?.cancel();
      place.empty();
      throw refusal('ModelCorrupt', { code: 'more-than-said', url, bytes: sizeBytes });
    }
    place.append(part.value);
    progress?.(place.size);
  }
}

function mayPass(error: unknown): boolean {
  if (isAbort(error) || hasName(error, 'ModelCorrupt') || hasName(error, 'StorageFull')) return false;
  return !(error instanceof LookalikeError) || reasonOf(error.message)?.code === 'hub-silent';
}

/**
 * Fetches a file; a cut connection and a busy hub are tried again, from the byte at which they stopped.
 *
 * @param sizeBytes that the hub says the file has.
 * @param place what it holds is taken for the file's beginning.
 * Rejects with `HubFailed`, `ModelCorrupt` where more comes than was said, what `place` throws, or `AbortError`; what
 * has come stays.
 */
export async function download(
  url: string,
  sizeBytes: number,
  place: Place,
  options: DownloadOptions = {},
): Promise<void> {
  const { signal, waitMs = 1000 } = options;
  if (place.size > sizeBytes) place.empty();
  let fruitless = 0;
  while (place.size < sizeBytes) {
    const before = place.size;
    let why = messageOf({ code: 'connection-ended', bytes: place.size, of: sizeBytes });
    try {
      await attempt(url, sizeBytes, place, options);
    } catch (error) {
      throwIfAborted(signal);
      if (!mayPass(error)) throw error;
      why = error instanceof Error ? error.message : why;
    }
    if (place.size >= sizeBytes) return;
    fruitless = place.size > before ? 0 : fruitless + 1;
    if (fruitless >= MOST_ATTEMPTS) throw refusal('HubFailed', { code: 'at-address', url, why });
    await waited(waitMs * 2 ** fruitless, signal);
    throwIfAborted(signal);
  }
}
