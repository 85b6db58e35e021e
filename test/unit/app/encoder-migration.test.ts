/** States of a catalogue whose encoder a release has replaced in; when the new one is had to embed, and when it takes over, out. */
import { beforeEach, describe, expect, test } from 'vitest';
import { EncoderMigration } from '../../../src/app/encoder-migration';
import type { CatalogueState, EncoderIdentity } from '../../../src/contract';
import type { EmbeddingProgress, StoredEmbeddings } from '../../../src/encoders-contract';

const FORMER = '@former';
const OLDER = '@older';
const IDENTITIES: Record<string, EncoderIdentity> = {
  shipped: { name: 'new', fingerprint: 'new', dims: 4 },
  [FORMER]: { name: 'former', fingerprint: 'former', dims: 4 },
  [OLDER]: { name: 'older', fingerprint: 'older', dims: 4 },
};

let stored: Record<string, number>;
let lacking: number;
let answering: string | undefined;
let calls: string[];
let migration: EncoderMigration;

beforeEach(() => {
  stored = { former: 10 };
  lacking = 10;
  answering = FORMER;
  calls = [];
  migration = new EncoderMigration(undefined, {
    encoders: {
      formerIds: () => [FORMER, OLDER],
      async describe(id) {
        const identity = IDENTITIES[id ?? 'shipped'];
        if (!identity) throw new Error(`no ${String(id)}`);
        return identity;
      },
      storedEmbeddings: async () =>
        Object.entries(stored).map(([fingerprint, rows]): StoredEmbeddings => ({
          fingerprint,
          rows,
          sizeBytes: rows,
        })),
      lacking: async () => lacking,
      async embed() {
        calls.push('embed');
      },
      async deleteEmbeddings(fingerprint) {
        calls.push(`delete ${fingerprint}`);
      },
      forget: () => undefined,
    },
    answering: () => answering,
    async answerBy(id) {
      answering = id;
      calls.push('use');
    },
    done: () => calls.push('done'),
  });
});

const STILL: CatalogueState = {
  products: 10,
  stale: 0,
  encoder: 'former',
  revision: 1,
  usageBytes: undefined,
};

function job(change: Partial<EmbeddingProgress>, fingerprint = 'new'): EmbeddingProgress {
  const counts = { total: 10, done: 0, encoded: 0, unchanged: 0, skipped: 0, perSecond: 0 };
  const encoder = { name: '', fingerprint, dims: 4 };
  return { id: 'job', state: 'running', encoder, missingFolders: [], ...counts, ...change };
}

/** Tells of states, one after the other, and waits until what they bring about is done. */
async function tell(...states: readonly Partial<CatalogueState>[]): Promise<readonly string[]> {
  for (const state of states) {
    migration.follow({ ...STILL, ...state });
    await new Promise((resolve) => setTimeout(resolve));
  }
  return calls.splice(0);
}

describe('the encoder that answers first', () => {
  test.each([
    ['nothing is stored', {}, undefined],
    ['the new one has embedded all', { new: 10 }, undefined],
    ['the former one has', { former: 10 }, FORMER],
    ['the new one has embedded some', { new: 4, former: 10 }, FORMER],
    ['the new one has as much', { new: 10, former: 10 }, undefined],
    ['an older one has most', { new: 1, former: 4, older: 10 }, OLDER],
    ['a model of others alone has any', { other: 10 }, undefined],
  ])('where %s', async (_, there, expected) => {
    stored = there;
    expect(await migration.first()).toBe(expected);
  });

  test('where the new one cannot be had: the former one, and nothing is begun', async () => {
    const { shipped } = IDENTITIES;
    delete IDENTITIES['shipped'];
    expect(await migration.first()).toBe(FORMER);
    IDENTITIES['shipped'] = shipped!;
    expect(await tell({})).toEqual([]);
  });
});

describe('a migration', () => {
  beforeEach(() => migration.first());

  test('begins once all is in, and ends with the former embeddings', async () => {
    expect(await tell({ filling: 3 })).toEqual([]);
    expect(await tell({}, {}, { embedding: job({}) })).toEqual(['embed']);
    lacking = 0;
    expect(await tell({ embedding: job({ state: 'done' }) })).toEqual(['use', 'delete former', 'done']);
    expect(await tell({ embedding: job({ state: 'done' }), revision: 2 })).toEqual([]);
  });

  test('reads what was added meanwhile, once that has come in', async () => {
    const done = job({ state: 'done' });
    lacking = 2;
    const adding = { ...done, state: 'running' as const, queued: 0, vanished: 0 };
    expect(await tell({ embedding: done, job: adding })).toEqual([]);
    expect(await tell({ embedding: done, revision: 2 })).toEqual(['embed']);
  });

  test('leaves to the user what could not be read', async () => {
    lacking = 1;
    const done = job({ state: 'done', skipped: 1 });
    expect(await tell({ embedding: done }, { embedding: done })).toEqual([]);
    await migration.finish();
    expect(calls).toEqual(['use', 'delete former', 'done']);
  });

  test.each(['paused', 'waiting-for-folder', 'failed', 'cancelled'] as const)(
    'begins nothing anew where the job is %s, nor once it is gone',
    async (state) => {
      expect(await tell({ embedding: job({ state }) }, { revision: 2 })).toEqual([]);
    },
  );

  test('lets the job of another encoder go first', async () => {
    expect(await tell({ embedding: job({}, 'other') })).toEqual([]);
    expect(await tell({ embedding: job({ state: 'done' }, 'other') })).toEqual(['embed']);
  });

  test('takes nothing over from an encoder that was chosen meanwhile', async () => {
    answering = 'of others';
    lacking = 0;
    expect(await tell({ embedding: job({ state: 'done' }) })).toEqual(['delete former', 'done']);
    expect(answering).toBe('of others');
  });
});
