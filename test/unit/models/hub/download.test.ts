/** A server whose files are cut off, change or are not there in; checks of what a download makes of them out. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { download, type Place } from '../../../../src/models/hub/download';
import { said } from '../../../said';
import { serve } from './served';

class Memory implements Place {
  bytes = Buffer.alloc(0);
  emptied = 0;

  get size(): number {
    return this.bytes.length;
  }

  append(bytes: Uint8Array): void {
    this.bytes = Buffer.concat([this.bytes, bytes]);
  }

  empty(): void {
    this.bytes = Buffer.alloc(0);
    this.emptied += 1;
  }
}

const FILE = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251));
const QUICK = { waitMs: 1 };

function rangeStart({ headers }: IncomingMessage): number {
  return Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
}

/** The rest of the file, as the hub sends it. */
function sendFrom(response: ServerResponse, start: number, end = FILE.length): void {
  const headers = {
    'content-length': FILE.length - start,
    ...(start > 0 ? { 'content-range': `bytes ${start}-${FILE.length - 1}/${FILE.length}` } : {}),
  };
  response.writeHead(start > 0 ? 206 : 200, headers);
  if (end === FILE.length) response.end(FILE.subarray(start));
  else response.write(FILE.subarray(start, end), () => setTimeout(() => response.destroy(), 20));
}

describe('a download', () => {
  test('goes on at the byte where a connection was cut, as often as it takes', async () => {
    const starts: number[] = [];
    const hub = await serve((request, response) => {
      const start = rangeStart(request);
      starts.push(start);
      sendFrom(response, start, Math.min(FILE.length, start + 70_000));
    });
    const place = new Memory();
    const told: number[] = [];
    await download(hub, FILE.length, place, { ...QUICK, progress: (done) => told.push(done) });
    expect(place.bytes.equals(FILE)).toBe(true);
    expect(starts.length).toBeGreaterThanOrEqual(5);
    expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(FILE.length);
    expect(place.emptied).toBe(1);
  });

  test('asks for nothing that is here already', async () => {
    const starts: number[] = [];
    const hub = await serve((request, response) => {
      starts.push(rangeStart(request));
      sendFrom(response, rangeStart(request));
    });
    const place = new Memory();
    place.append(FILE.subarray(0, 123_456));
    await download(hub, FILE.length, place, QUICK);
    await download(hub, FILE.length, place, QUICK);
    expect(starts).toEqual([123_456]);
    expect(place.bytes.equals(FILE)).toBe(true);
  });

  test('begins anew where the server sends all of it', async () => {
    const hub = await serve((_, response) => {
      sendFrom(response, 0);
    });
    const place = new Memory();
    place.append(FILE.subarray(0, 999));
    await download(hub, FILE.length, place, QUICK);
    expect(place.bytes.equals(FILE)).toBe(true);
  });

  test('asks a busy hub again', async () => {
    let asked = 0;
    const hub = await serve((_, response) => {
      asked += 1;
      if (asked < 4) response.writeHead(503).end();
      else sendFrom(response, 0);
    });
    const place = new Memory();
    await download(hub, FILE.length, place, QUICK);
    expect([asked, place.size]).toEqual([4, FILE.length]);
  });

  test('gives up where nothing comes time after time, and keeps what there is', async () => {
    let asked = 0;
    const hub = await serve((_, response) => {
      asked += 1;
      response.destroy();
    });
    const place = new Memory();
    place.append(FILE.subarray(0, 77));
    await expect(download(hub, FILE.length, place, QUICK)).rejects.toMatchObject({ name: 'HubFailed' });
    expect([asked, place.size]).toEqual([5, 77]);
  });

  test.each([
    ['a file that is not there', 404, 'application/json', /HTTP 404/],
    ['a model that may not be had', 401, 'application/json', /HTTP 401/],
    ['a page in place of a file', 200, 'text/html; charset=utf-8', /web page/],
  ])('refuses %s at once', async (_, status, type, words) => {
    let asked = 0;
    const hub = await serve((__, response) => {
      asked += 1;
      response.writeHead(status, { 'content-type': type }).end('<!doctype html>');
    });
    const place = new Memory();
    const refused = download(hub, FILE.length, place, QUICK);
    await expect(refused).rejects.toMatchObject({ name: 'HubFailed' });
    expect(await said(refused)).toMatch(words);
    expect([asked, place.size]).toEqual([1, 0]);
  });

  test('refuses more than was said, and keeps none of it', async () => {
    const hub = await serve((_, response) => {
      sendFrom(response, 0);
    });
    const place = new Memory();
    await expect(download(hub, 1000, place, QUICK)).rejects.toMatchObject({ name: 'ModelCorrupt' });
    expect(place.size).toBe(0);
  });

  test('stops when it is cancelled, and what has come is there for the next', async () => {
    const hub = await serve((_, response) => {
      response.writeHead(200, { 'content-length': FILE.length });
      response.write(FILE.subarray(0, 50_000));
    });
    const place = new Memory();
    const controller = new AbortController();
    const cancelled = download(hub, FILE.length, place, {
      ...QUICK,
      signal: controller.signal,
      progress: () => {
        controller.abort();
      },
    });
    await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
    expect(place.size).toBeGreaterThan(0);
  });
});
