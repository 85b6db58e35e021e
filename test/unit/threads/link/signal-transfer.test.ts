/** Signals sent through real ports in; proof that an abort arrives on the other side out. */
import { describe, expect, test } from 'vitest';
import type { EncodeOptions } from '../../../../src/contract/photo';
import { signalTransfer } from '../../../../src/threads/link/signal-transfer';

function across(signal: AbortSignal): AbortSignal {
  const [crossing] = signalTransfer.serialize({ signal });
  const arrived = signalTransfer.deserialize(crossing).signal;
  if (!arrived) throw new Error('no signal arrived');
  return arrived;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

describe('a signal that crosses a thread', () => {
  test('fires there when it fires here', async () => {
    const controller = new AbortController();
    const there = across(controller.signal);
    expect(there.aborted).toBe(false);
    controller.abort();
    await aborted(there);
    expect(there.aborted).toBe(true);
  });

  test('fires there even if it had fired before it was sent', async () => {
    const there = across(AbortSignal.abort());
    await aborted(there);
    expect(there.aborted).toBe(true);
  });

  test('leaves the options beside it as they are', () => {
    const { signal } = new AbortController();
    const options: EncodeOptions = { signal, focus: { left: 0, top: 0.5, width: 1, height: 0.5 } };
    const [crossing] = signalTransfer.serialize(options);
    expect(signalTransfer.deserialize(crossing)).toMatchObject({ focus: options.focus });
    crossing.port.close();
  });

  test('is told from other arguments', () => {
    expect(signalTransfer.canHandle({ signal: new AbortController().signal })).toBe(true);
    for (const other of [undefined, null, {}, { signal: undefined }, 'signal', new Float32Array(1)]) {
      expect(signalTransfer.canHandle(other)).toBe(false);
    }
  });
});
