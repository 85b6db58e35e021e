/** The encoder worker, on a machine whose memory ends early, out. */
import '../../src/workers/encoder.worker';

/** Its name: each memory that a runtime asks for may grow to so many MB, in the order of asking; the last goes for all others. */
const [, ...megabytes] = self.name.split(' ');
const PAGES_A_MB = 16;

const limits = megabytes.map((mb) => Number(mb) * PAGES_A_MB);
let asked = 0;

const BrowserMemory = WebAssembly.Memory;
WebAssembly.Memory = class extends BrowserMemory {
  constructor(descriptor: WebAssembly.MemoryDescriptor) {
    const { initial, maximum } = descriptor;
    // what says how far it may grow is a runtime’s; one that cannot grow at all is a probe of its
    if (!maximum) {
      super(descriptor);
      return;
    }
    const limit = limits[Math.min(asked, limits.length - 1)] ?? maximum;
    asked += 1;
    super({ ...descriptor, maximum: Math.min(maximum, Math.max(initial, limit)) });
  }
};
