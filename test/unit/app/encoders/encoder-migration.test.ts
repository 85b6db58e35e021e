/** States of a catalogue whose encoder a release has replaced in; when the new one is had to embed, and when it takes over, out. */
import { beforeEach, describe, expect, test } from 'vitest';
import { EncoderMigration } from '../../../../src/app/encoders/encoder-migration';
import { hasUnread, migrationOf } from '../../../../src/app/lookalike-store';
import type { CatalogueState } from '../../../../src/contract/catalogue';
import type { EncoderIdentity } from '../../../../src/contract/encoder';
import type { EmbeddingProgress, StoredEmbeddings } from '../../../../src/contract/encoders';

const FORMER = '@former';
const OLDER = '@older';
const IDENTITIES: Record<string, EncoderIdentity> = {
  shipped: { name: 'new', fingerprint: 'new', dims: 4 },
  [FORMER]: { name: 'former', fingerprint: 'former', dims: 4 },
  [OLDER]: { name: 'older', fingerprint: 'older', dims: 4 },
  twin: { name: 'twin', fingerprint: 'former', dims: 4 },
};

let stored: Record<string, number>;
let lacking: number;
let keptIds: readonly string[];
let answering: string | undefined;
/** What happens while the encoder is switched. */
let switching: () => void;
let calls: string[];
let migration: EncoderMigration;

beforeEach(() => {
  stored = { former: 10 };
  lacking = 10;
  keptIds = ['gone'];
  answering = FORMER;
  switching = () => undefined;
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
    keptIds: async () => keptIds,
    answering: () => answering,
    async answerBy(id) {
      answering = id;
      calls.push('use');
      switching();
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
    expect(migration.successor).toBeUndefined();
  });

  test('and what takes its place', async () => {
    await migration.first();
    expect(migration.successor).toEqual({ ...IDENTITIES['shipped'], keptId: undefined });
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
    expect(await tell({ embedding: job({}) }, { embedding: done }, { embedding: done })).toEqual([]);
    await migration.finish(done);
    expect(calls).toEqual(['use', 'delete former', 'done']);
  });

  test('reads once more what an earlier visit could not', async () => {
    lacking = 1;
    const earlier = job({ id: 'earlier', state: 'done', skipped: 1 });
    expect(await tell({ embedding: earlier }, { embedding: job({}) })).toEqual(['embed']);
    const again = job({ state: 'done', total: 1, skipped: 1 });
    expect(await tell({ embedding: again }, { embedding: again, revision: 2 })).toEqual([]);
    await migration.finish(again);
    expect(calls).toEqual(['use', 'delete former', 'done']);
  });

  test('reads what the former one added until it was left, before that is deleted', async () => {
    lacking = 0;
    switching = () => (lacking = 1);
    expect(await tell({ embedding: job({ state: 'done' }) })).toEqual(['use', 'embed']);
    lacking = 0;
    expect(await tell({ embedding: job({ id: 'next', state: 'done' }) })).toEqual(['delete former', 'done']);
  });

  test('deletes nothing of a former encoder that is chosen again meanwhile', async () => {
    lacking = 0;
    switching = () => (answering = FORMER);
    expect(await tell({ embedding: job({ state: 'done' }) })).toEqual(['use']);
  });

  test('deletes nothing that a model of others has embedded', async () => {
    keptIds = ['gone', 'twin'];
    lacking = 0;
    expect(await tell({ embedding: job({ state: 'done' }) })).toEqual(['use', 'done']);
  });

  test('begins in place of a job of the encoder as it was', async () => {
    expect(await tell({ embedding: job({ state: 'paused' }, 'of the release before') })).toEqual(['embed']);
  });

  test.each(['paused', 'waiting-for-folder', 'failed', 'cancelled'] as const)(
    'begins nothing anew where the job is %s, nor once it is gone',
    async (state) => {
      expect(await tell({ embedding: job({ state }) }, { revision: 2 })).toEqual([]);
    },
  );

  test('lets the job of another encoder go first', async () => {
    const other = { name: '', fingerprint: 'other', dims: 4, keptId: 'other' };
    expect(await tell({ embedding: job({ encoder: other }) })).toEqual([]);
    expect(await tell({ embedding: job({ encoder: other, state: 'done' }) })).toEqual(['embed']);
  });

  test('takes nothing over from an encoder that was chosen meanwhile', async () => {
    answering = 'of others';
    lacking = 0;
    expect(await tell({ embedding: job({ state: 'done' }) })).toEqual(['delete former', 'done']);
    expect(answering).toBe('of others');
  });
});

describe('a migration that is to end', () => {
  const done = job({ state: 'done', encoded: 9, skipped: 1 });

  beforeEach(async () => {
    lacking = 1;
    await migration.first();
    await tell({ embedding: job({}) });
  });

  test.each([
    ['more is lacking than its job could not read', () => (lacking = 3), done],
    ['all is', () => (lacking = 10), job({ state: 'done', skipped: 10 })],
    [
      'the job is of another encoder',
      () => undefined,
      job({ ...done, encoder: { ...done.encoder, fingerprint: 'other' } }),
    ],
    ['another encoder has been chosen', () => (answering = 'of others'), done],
  ])('does not where %s', async (_, change, ended) => {
    change();
    await migration.finish(ended);
    expect(calls).toEqual([]);
  });

  test('does not where the new encoder is not known', async () => {
    const { shipped } = IDENTITIES;
    delete IDENTITIES['shipped'];
    await migration.first();
    IDENTITIES['shipped'] = shipped!;
    await migration.finish(done);
    expect(calls).toEqual([]);
  });

  test('reads first what was added until the former one was left', async () => {
    switching = () => (lacking = 2);
    await migration.finish(done);
    expect(calls).toEqual(['use', 'embed']);
  });

  test('does one thing at a time', async () => {
    const ended = migration.finish(done);
    lacking = 0;
    migration.follow({ ...STILL, embedding: done });
    await Promise.all([ended, migration.finish(done)]);
    expect(calls).toEqual(['use', 'delete former', 'done']);
  });
});

describe('the page', () => {
  const done = job({ state: 'done', encoded: 9, skipped: 1 });
  const snapshot = {
    state: { ...STILL, embedding: done },
    keptId: FORMER,
    successor: { ...IDENTITIES['shipped']!, keptId: undefined },
    hasMigrated: false,
  };

  test('tells the migration by the job of the encoder as it is now', () => {
    expect(migrationOf(snapshot)).toBe('under-way');
    expect(migrationOf({ ...snapshot, keptId: undefined })).toBeUndefined();
    expect(migrationOf({ ...snapshot, keptId: undefined, hasMigrated: true })).toBe('done');
    const outdated = { ...STILL, embedding: job({ state: 'done' }, 'of the release before') };
    expect(migrationOf({ ...snapshot, state: outdated })).toBeUndefined();
    expect(migrationOf({ ...snapshot, keptId: 'of others' })).toBeUndefined();
    expect(migrationOf({ ...snapshot, successor: undefined })).toBeUndefined();
  });

  test('offers to end it where some photos could not be read', () => {
    expect(hasUnread(snapshot)).toBe(true);
    const retried = job({ state: 'done', total: 1, skipped: 1 });
    expect(hasUnread({ ...snapshot, state: { ...STILL, embedding: retried } })).toBe(true);
  });

  test.each<[string, Partial<CatalogueState>]>([
    ['all were read', { embedding: job({ state: 'done', encoded: 10 }) }],
    ['none was', { embedding: job({ state: 'done', skipped: 10 }) }],
    ['the job goes on', { embedding: job({ skipped: 1 }) }],
    [
      'photos are being added',
      { embedding: done, job: { ...done, queued: 0, vanished: 0, state: 'running' } },
    ],
  ])('does not where %s', (_, change) => {
    expect(hasUnread({ ...snapshot, state: { ...STILL, ...change } })).toBe(false);
  });
});
