/** Embeddings packed and read, whole and damaged, and the file that ships in; proof that only what fits is used out. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { DEFAULT_FOCUS, DEFAULT_MODEL } from '../../../src/shared/shipped-models';
import { demoPhotos } from '../../../src/demo/assortment';
import { packEmbeddings, readEmbeddings, type ShippedEmbeddings } from '../../../src/demo/embeddings-file';
import { parseEncoderCard } from '../../../src/encoding/encoder/encoder-card';
import { fingerprint } from '../../../src/encoding/encoder/fingerprint';
import { parseFocusCard } from '../../../src/encoding/focus/focus-card';

const PUBLIC = new URL('../../../public/', import.meta.url);

const EMBEDDINGS: ShippedEmbeddings = {
  fingerprint: 'ab'.repeat(32),
  dims: 3,
  rows: [
    {
      id: 'TEE-0001-NAV/flat',
      embedding: Float32Array.of(0.6, -0.8, 0),
      view: {
        kind: 'subject',
        box: { left: 0.125, top: 0.25, width: 0.5, height: 0.75 },
        mask: Uint8Array.of(0, 255, 129, 7),
        worn: true,
      },
    },
    {
      id: 'TEE-0001-NAV/lying',
      embedding: Float32Array.of(0, -1, 0),
      view: {
        kind: 'subject',
        box: { left: 0, top: 0, width: 1, height: 1 },
        mask: Uint8Array.of(255),
        surroundings: 'dimmed',
        worn: false,
      },
    },
    {
      id: 'TEE-0001-NAV/worn-1',
      embedding: Float32Array.of(-1, 0, 0),
      view: { kind: 'whole', reason: 'unsure' },
    },
    {
      id: 'Größe 42',
      embedding: Float32Array.of(0, 0, 1),
      view: { kind: 'whole', reason: 'fills-the-photo' },
    },
  ],
};

async function packed(): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await packEmbeddings(EMBEDDINGS));
}

async function card(folder: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`models/${folder}/card.json`, PUBLIC), 'utf8'));
}

describe('a file of embeddings', () => {
  test('comes back with its ids, its views and values that are off by less than 0.00002', async () => {
    const read = await readEmbeddings(await packed());
    expect(read?.fingerprint).toBe(EMBEDDINGS.fingerprint);
    expect(read?.dims).toBe(3);
    expect(read?.rows.map(({ id, view }) => ({ id, view }))).toEqual(
      EMBEDDINGS.rows.map(({ id, view }) => ({ id, view })),
    );
    read?.rows.forEach(({ embedding }, row) => {
      embedding.forEach((value, i) => {
        expect(Math.abs(value - EMBEDDINGS.rows[row]!.embedding[i]!)).toBeLessThan(0.00002);
      });
    });
  });

  test.each([
    ['cut off', async () => (await packed()).slice(0, -9)],
    ['empty', async () => new Uint8Array(0)],
    [
      'a page of HTML, as a host answers where there is no file',
      async () => new TextEncoder().encode('<!doctype html>'),
    ],
    [
      'whole but for one bit',
      async () => {
        const bytes = await packed();
        bytes[bytes.length >> 1]! ^= 1;
        return bytes;
      },
    ],
  ])('that is %s is not used', async (_what, make) => {
    expect(await readEmbeddings(await make())).toBeUndefined();
  });

  test('refuses a view that nobody but a user makes', async () => {
    const [row] = EMBEDDINGS.rows;
    const byHand = {
      ...row!,
      view: { kind: 'by-hand', box: { left: 0, top: 0, width: 1, height: 1 } } as const,
    };
    await expect(packEmbeddings({ ...EMBEDDINGS, rows: [byHand] })).rejects.toThrow('by hand');
  });
});

describe('the file that ships', () => {
  // whoever changes the encoder, the focus network or the assortment must run `npm run demo`
  test('was made by the encoder and the focus network that ship, for every photo of the demo', async () => {
    const encoder = parseEncoderCard(await card(DEFAULT_MODEL));
    const shipped = await readEmbeddings(
      new Uint8Array(await readFile(new URL('demo/embeddings.bin', PUBLIC))),
    );
    expect(shipped?.fingerprint).toBe(await fingerprint(encoder, parseFocusCard(await card(DEFAULT_FOCUS))));
    expect(shipped?.dims).toBe(encoder.dims);
    expect(shipped?.rows.map(({ id }) => id)).toEqual(demoPhotos().map(({ id }) => id));
  });
});
