/** Carries options with a `{signal}` across a thread, with a port for the abort. */
import type { CallOptions } from '../../contract/call';

/** Comlink's name for the handler; both sides register it under the same one. */
export const SIGNAL_TRANSFER = 'signal';

/** The message: the other options unchanged, and the port that delivers the abort. */
interface Crossing {
  readonly options: object;
  readonly port: MessagePort;
}

/** Has the shape of comlink's `TransferHandler` without importing it: only the link modules import comlink. */
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
