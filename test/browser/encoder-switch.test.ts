/** Proves that a switch between two encoders answers from each one’s own embeddings, whatever is under way. */
import { describe, expect, test } from 'vitest';
import { LocalPart } from '../../src/knn/local-part';
import { CountingEncoder, folder, numbered, until, vectorOf } from './catalogue-fixture';
import {
  A,
  B,
  byB,
  embedding,
  encoderB,
  expectUnmixed,
  firstFor,
  onDisk,
  useTabs,
} from './two-encoders-fixture';

const { open, filled } = useTabs();

/** Takes rows only once it is let. */
class GatedPart extends LocalPart {
  readonly #gate: Promise<void>;

  constructor(gate: Promise<void>) {
    super();
    this.#gate = gate;
  }

  override async append(...rows: Parameters<LocalPart['append']>): Promise<number> {
    await this.#gate;
    return super.append(...rows);
  }
}

describe('a switch between two encoders', () => {
  test.each([
    ['in memory', {}],
    ['where memory holds one of them alone', { memoryBytes: 1 }],
  ])('%s answers from each one’s own embeddings, back and forth', async (_, index) => {
    const tab = await filled(300, index);
    const { encoders } = tab.catalogue;
    await encoders.embed(B, encoderB());
    await embedding(tab, { state: 'done', encoded: 300 });
    for (let round = 0; round < 2; round += 1) {
      await encoders.switchTo(B, encoderB());
      await tab.catalogue.filled();
      expect(tab.catalogue.state).toMatchObject({ encoder: 'encoder-b', stale: 0 });
      expect(await firstFor(tab, byB('photo number 299'))).toBe('shop/0299.jpg');
      expect(await firstFor(tab, vectorOf('photo number 299'))).toBeUndefined();
      await encoders.switchTo(A, tab.encoder);
      await tab.catalogue.filled();
      expect(await firstFor(tab, vectorOf('photo number 7'))).toBe('shop/0007.jpg');
      expect(await firstFor(tab, byB('photo number 7'))).toBeUndefined();
    }
    await expectUnmixed(tab);
  });

  test('refuses a query that the former encoder made', async () => {
    const tab = await filled(20);
    await tab.catalogue.encoders.switchTo(B, encoderB());
    await expect(tab.catalogue.search(vectorOf('photo number 3'), 5, 'encoder-a')).rejects.toMatchObject({
      name: 'FingerprintMismatch',
    });
  });

  test('amid a job lets it go on with the new encoder, and stores nothing of the old one under its name', async () => {
    const held = new CountingEncoder();
    held.answers = 3;
    const tab = await open(held);
    await tab.catalogue.add(folder('shop', numbered(120)));
    await expect.poll(() => tab.states.at(-1)?.job?.done, { timeout: 30_000 }).toBe(48);
    // three batches are stored, and those behind them are never answered
    await tab.catalogue.encoders.switchTo(B, encoderB());
    const state = await until(tab, 'done');
    expect(state).toMatchObject({ products: 120, stale: 48, encoder: 'encoder-b' });
    expect(await onDisk(tab)).toEqual({ 'encoder-a': 48, 'encoder-b': 72 });
    await expectUnmixed(tab);
  });

  test('before all is in lets the job that an earlier tab left go on with the new encoder', async () => {
    const held = new CountingEncoder();
    held.answers = 3;
    const before = await open(held);
    await before.catalogue.add(folder('shop', numbered(120)));
    await expect.poll(() => before.states.at(-1)?.job?.done, { timeout: 30_000 }).toBe(48);
    await expect.poll(() => before.db.count('originals')).toBe(120);
    before.db.close();
    let letIn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      letIn = resolve;
    });
    const tab = await open(new CountingEncoder(), {
      parts: () => [new GatedPart(gate)],
      onceOpen: async (catalogue) => {
        expect(catalogue.state.filling).toBe(0);
        const switched = catalogue.encoders.switchTo(B, encoderB());
        letIn();
        await switched;
      },
    });
    const state = await until(tab, 'done');
    expect(state).toMatchObject({ products: 120, stale: 48, encoder: 'encoder-b' });
    expect(await onDisk(tab)).toEqual({ 'encoder-a': 48, 'encoder-b': 72 });
  });

  test('many times at once ends with the last one asked for, whole', async () => {
    const tab = await filled(300);
    const { encoders } = tab.catalogue;
    await encoders.embed(B, encoderB());
    await embedding(tab, { state: 'done' });
    await Promise.all(
      [B, A, B, A, B].map((encoder) =>
        encoders.switchTo(encoder, encoder === A ? new CountingEncoder() : encoderB()),
      ),
    );
    await tab.catalogue.filled();
    expect(tab.catalogue.state).toMatchObject({ encoder: 'encoder-b', stale: 0 });
    expect(await tab.catalogue.search(byB('photo number 5'), 300)).toHaveLength(300);
  });

  test('an encoder that answers with another one’s embeddings is refused before anything is stored', async () => {
    const tab = await open(new CountingEncoder());
    await tab.catalogue.connectEncoder(encoderB());
    const state = await until(tab, 'failed', () => tab.catalogue.add(folder('shop', numbered(20))));
    expect(state.job?.failure?.name).toBe('FingerprintMismatch');
    expect(await onDisk(tab)).toEqual({});
  });
});
