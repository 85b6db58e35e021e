/** Holds decoder and sessions, and checks in which order photos pass, and what becomes of each. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EncodeOutcome } from '../../../src/contract/photo';
import { dieWithRuntime } from '../../../src/encoding/die-with-runtime';
import { PhotoDecoder } from '../../../src/encoding/photo/photo-decoder';
import { PhotoPipeline } from '../../../src/encoding/photo-pipeline';
import { LookalikeError } from '../../../src/shared/errors';
import { BROKEN, FakeDecoder, FakeSessions, GreyCanvas, greyPhoto, settled } from './fake-parts';

const FAILED = new LookalikeError('EncoderFailed', 'failed by the test');

let decoder: FakeDecoder;
let sessions: FakeSessions;
let pipeline: PhotoPipeline;

function build(hasFocus = true): PhotoPipeline {
  return new PhotoPipeline(sessions.parts({ hasFocus }), new PhotoDecoder(decoder.decode));
}

beforeEach(() => {
  vi.stubGlobal('OffscreenCanvas', GreyCanvas);
  decoder = new FakeDecoder();
  sessions = new FakeSessions();
  pipeline = build();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A photo's grey, as its embedding tells; the name of its failure where it has none. */
function told(outcome: EncodeOutcome): number | string {
  return 'encoded' in outcome ? outcome.encoded.embedding[0]! : outcome.failure.name;
}

function photos(...greys: readonly number[]): Blob[] {
  return greys.map(greyPhoto);
}

describe('a batch', () => {
  test('gives outcomes in the order of its photos, however they come from the decoder', async () => {
    decoder.gate.isOpen = false;
    const batch = pipeline.batch([...photos(10, 20), BROKEN, ...photos(30)]);
    await settled();
    for (const name of ['30', 'broken', '20', '10']) await decoder.gate.letGo(name);
    expect((await batch).map(told)).toEqual([10, 20, 'PhotoEmpty', 30]);
    expect(sessions.calls).toEqual(['focus 10 20 30', 'encode 10 20 30']);
  });

  test('of which no photo can be read troubles no session', async () => {
    expect((await pipeline.batch([BROKEN, BROKEN])).map(told)).toEqual(['PhotoEmpty', 'PhotoEmpty']);
    expect(await pipeline.batch([])).toEqual([]);
    expect(sessions.calls).toEqual([]);
  });

  test('has a picture, and a buffer of its own, of every photo', async () => {
    const outcomes = await pipeline.batch(photos(10, 20));
    const encoded = outcomes.map((outcome) => ('encoded' in outcome ? outcome.encoded : undefined));
    expect(encoded.map((one) => one?.picture?.rgb[0])).toEqual([10, 20]);
    expect(encoded.map((one) => one?.embedding.buffer.byteLength)).toEqual([8, 8]);
    expect(encoded.every((one) => one?.fingerprint === 'print')).toBe(true);
  });

  test('holds eight decoded photos at most, and none at its end', async () => {
    decoder.gate.isOpen = false;
    const batch = pipeline.batch(photos(1, 2, 3, 4, 5, 6, 7, 8, 9));
    await settled();
    expect(decoder.gate.waiting).toHaveLength(8);
    await decoder.gate.letGo('3');
    expect(decoder.gate.names).toContain('9');
    for (const name of decoder.gate.names) await decoder.gate.letGo(name);
    expect((await batch).map(told)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(decoder.open).toBe(0);
  });

  test('whose session fails rejects as a whole, and does not block the next', async () => {
    sessions.gate.isOpen = false;
    const failing = pipeline.batch(photos(10));
    await settled();
    const rejected = failing.catch((error: unknown) => error);
    await sessions.gate.letGo('focus 10', FAILED);
    expect(await rejected).toBe(FAILED);
    sessions.gate.isOpen = true;
    expect((await pipeline.batch(photos(20))).map(told)).toEqual([20]);
  });
});

describe('a query', () => {
  test('slips in between a batch’s focus and its encoding', async () => {
    sessions.gate.isOpen = false;
    const batch = pipeline.batch(photos(10, 20));
    await settled();
    const query = pipeline.query(greyPhoto(99), { focus: 'off' });
    await settled();
    expect(sessions.gate.names).toEqual(['focus 10 20']);
    await sessions.gate.letGo('focus 10 20');
    expect(sessions.gate.names).toEqual(['encode 99']);
    await sessions.gate.letGo('encode 99');
    expect((await query).embedding[0]).toBe(99);
    await sessions.gate.letGo('encode 10 20');
    expect((await batch).map(told)).toEqual([10, 20]);
  });

  test('overtakes batches that wait, at the decoder too', async () => {
    decoder.gate.isOpen = false;
    const batch = pipeline.batch(photos(1, 2, 3, 4, 5, 6, 7, 8, 9));
    const query = pipeline.query(greyPhoto(99));
    await settled();
    await decoder.gate.letGo('1');
    expect(decoder.gate.names).toEqual(['2', '3', '4', '5', '6', '7', '8', '99']);
    await decoder.gate.letGo('99');
    expect((await query).embedding[0]).toBe(99);
    expect(sessions.calls).toEqual(['focus 99', 'encode 99']);
    while (decoder.gate.waiting.length > 0) await decoder.gate.letGo(decoder.gate.names[0]!);
    await batch;
  });

  test('that is cancelled while it waits for the models never reaches them', async () => {
    sessions.gate.isOpen = false;
    const batch = pipeline.batch(photos(10));
    await settled();
    const controller = new AbortController();
    const query = pipeline.query(greyPhoto(99), { signal: controller.signal });
    await settled();
    const rejected = query.catch((error: unknown) => error);
    controller.abort();
    expect(await rejected).toMatchObject({ name: 'AbortError' });
    sessions.gate.isOpen = true;
    await sessions.gate.letGo('focus 10');
    await batch;
    expect(sessions.calls).toEqual(['focus 10', 'encode 10']);
  });

  test('that is cancelled while it is encoded answers nothing, and the models go on', async () => {
    sessions.gate.isOpen = false;
    const controller = new AbortController();
    const query = pipeline.query(greyPhoto(99), { focus: 'off', signal: controller.signal });
    await settled();
    const rejected = query.catch((error: unknown) => error);
    controller.abort();
    await sessions.gate.letGo('encode 99');
    expect(await rejected).toMatchObject({ name: 'AbortError' });
    sessions.gate.isOpen = true;
    expect((await pipeline.query(greyPhoto(20))).embedding[0]).toBe(20);
  });

  test('comes without a picture, which its caller has', async () => {
    expect(await pipeline.query(greyPhoto(99))).not.toHaveProperty('picture');
  });

  test('is encoded whole where there is no focus network', async () => {
    const encoded = await build(false).query(greyPhoto(99));
    expect(encoded).toMatchObject({ view: { kind: 'whole', reason: 'off' }, width: 16, height: 16 });
    expect(sessions.calls).toEqual(['encode 99']);
  });

  test('of a box skips the focus network; a box outside is refused, and its bitmap closed', async () => {
    const box = { left: 0, top: 0, width: 0.5, height: 0.5 };
    expect((await pipeline.query(greyPhoto(99), { focus: box })).view).toEqual({ kind: 'by-hand', box });
    expect(sessions.calls).toEqual(['encode 99']);
    const outside = pipeline.query(greyPhoto(99), { focus: { ...box, left: 0.6 } });
    await expect(outside).rejects.toMatchObject({ name: 'CropInvalid' });
    expect(decoder.open).toBe(0);
  });

  test('that cannot be read rejects by name', async () => {
    await expect(pipeline.query(BROKEN)).rejects.toMatchObject({ name: 'PhotoEmpty' });
  });
});

describe('models that die with their runtime', () => {
  const die = vi.fn();
  let settledCalls: string[];
  beforeEach(() => {
    die.mockReset();
    settledCalls = [];
    sessions.gate.isOpen = false;
    pipeline = new PhotoPipeline(dieWithRuntime(sessions.parts(), die), new PhotoDecoder(decoder.decode));
  });

  function note(name: string, call: Promise<unknown>): void {
    const noted = () => settledCalls.push(name);
    call.then(noted, noted);
  }

  test('report their death once; what is in flight is dropped and nothing runs after it', async () => {
    note('batch', pipeline.batch(photos(10)));
    note('query', pipeline.query(greyPhoto(99)));
    await settled();
    const [first = ''] = sessions.gate.names;
    await sessions.gate.letGo(first, FAILED);
    expect(die.mock.calls).toEqual([[FAILED]]);
    expect(settledCalls).toEqual([]);
    expect(sessions.calls).toEqual([first]);
  });

  test('do so while they encode as well', async () => {
    note('query', pipeline.query(greyPhoto(99), { focus: 'off' }));
    await settled();
    await sessions.gate.letGo('encode 99', FAILED);
    expect(die.mock.calls).toEqual([[FAILED]]);
    expect(settledCalls).toEqual([]);
  });

  test('live on after a failure that is not the runtime’s', async () => {
    const query = pipeline.query(greyPhoto(99), { focus: 'off' });
    await settled();
    const rejected = query.catch((error: unknown) => error);
    await sessions.gate.letGo('encode 99', new RangeError('by the test'));
    expect(await rejected).toBeInstanceOf(RangeError);
    expect(die).not.toHaveBeenCalled();
  });
});
