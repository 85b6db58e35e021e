/** The encoder worker, with helpers that tell what they are given and that die on command, out. */
import '../../src/workers/encoder.worker';

/** Name of the channel: helpers post their name with each photo, and die when their name is posted. */
const CHANNEL = 'mortal-helpers';
const HELPER = /^encoder helper/;

const BrowserWorker = globalThis.Worker;

/** Helpers are copies of this file, not of the one that it wraps. */
globalThis.Worker = class extends BrowserWorker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(HELPER.test(options?.name ?? '') ? globalThis.location.href : url, options);
  }
};

const { name } = self;
if (HELPER.test(name)) {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }) => {
    if (data === name) throw new Error(`${name} was told to die`);
  });
  globalThis.addEventListener('message', ({ data }: MessageEvent<{ readonly path?: readonly string[] }>) => {
    if (data.path?.[0] === 'encodeBatch') channel.postMessage({ took: name });
  });
}
