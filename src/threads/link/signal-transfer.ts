/** Options with a `{signal}` in; the same across a thread, the abort carried by a port, out. */
import type { CallOptions } from '../../contract/call';

/** Comlink's name for the handler; both sides register it under the same one. */
export const SIGNAL_TRANSFER = 'signal';

/** What crosses: the other options as they are, and the port on which the abort will come. */
interface Crossing {
  readonly options: object;
  readonly port: MessagePort;
}

/** Of comlink's `TransferHandler` shape, without importing it: only the joints know comlink. */
export const signalTransfer = {
  canHandle: (value: unknown): value is Required<CallOptions> =>
    typeof value === 'object' && value !== null && 'signal' in value && value.signal instanceof AbortSignal,

  serialize({ signal, ...options }: CallOptions): [Crossing, Transferable[]] {
    const { port1, port2 } = new MessageChannel();
    const tell = () => {
      port1.postMessage('abort');
      port1.close();
    };
    if (signal?.aborted) tell();
    else signal?.addEventListener('abort', tell, { once: true });
    return [{ options, port: port2 }, [port2]];
  },

  deserialize({ options, port }: Crossing): CallOptions {
    const controller = new AbortController();
    port.onmessage = () => {
      controller.abort();
      port.close();
    };
    return { ...options, signal: controller.signal };
  },
};
