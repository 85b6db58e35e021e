/** The encoder worker, which the start of another worker by it holds up for ever, as Firefox now and then does, out. */
import '../../src/workers/encoder.worker';

const BrowserWorker = globalThis.Worker;

globalThis.Worker = class extends BrowserWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    super(url, options);
  }
};
