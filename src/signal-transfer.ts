/** A `{signal}` option in; a port that carries the abort across a thread, and the signal again on the other side, out. */
import type { CallOptions } from './contract';

/** Comlink's name for the handler; both sides register it under the same one. */
export const SIGNAL_TRANSFER = 'signal';

/** Of comlink's `TransferHandler` shape, without importing it: only the joints know comlink. */
export const signalTransfer = {
  canHandle: (value: unknown): value is Required<CallOptions> =>
    typeof value === 'object' && value !== null && 'signal' in value && value.signal instanceof AbortSignal,

  serialize({ signal }: CallOptions): [MessagePort, Transferable[]] {
    const { port1, port2 } = new MessageChannel();
    const tell = () => {
      port1.postMessage('abort');
      port1.close();
    };
    if (signal?.aborted) tell();
    else signal?.addEventListener('abort', tell, { once: true });
    return [port2, [port2]];
  },

  deserialize(port: MessagePort): CallOptions {
    const controller = new AbortController();
    port.onmessage = () => {
      controller.abort();
      port.close();
    };
    return { signal: controller.signal };
  },
};
