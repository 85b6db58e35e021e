/** Downloads a file and resumes after its last stored byte when the connection is cut. */
import { LookalikeError, isAbort, hasName, throwIfAborted } from '../../shared/errors';
import { messageOf, reasonOf, refusal } from '../../contract/reasons';
import { ask } from './look-up';

/** A file that a download appends to. */
export interface Place {
  /** Bytes stored so far. */
  readonly size: number;
  append(bytes: Uint8Array<ArrayBuffer>): void;
  /** Drops all bytes. */
  empty(): void;
}

export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes stored so far, after each append. */
  readonly progress?: (doneBytes: number) => void;
  /** Delay before the first retry. It doubles after each attempt that brought no byte. Default 1,000. */
  readonly waitMs?: number;
}

/** Attempts in a row without a byte before the download fails. */
const MOST_ATTEMPTS = 5;
/** HTTP statuses that are retried: the hub is busy. Others, such as 404, are final. */
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

/** Empties the place unless the response continues it. Throws where the response has no bytes for it. */
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
 * Fetches a file. After a cut connection or from a busy hub it retries, from the byte at which it stopped.
 *
 * @param sizeBytes size of the file as the hub states it.
 * @param place its bytes count as the beginning of the file.
 * Rejects with `HubFailed`, `ModelCorrupt` where the file is longer than `sizeBytes`, what `place` throws, or
 * `AbortError`. Stored bytes stay, except after `ModelCorrupt`.
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
