/** Sizes and faults in; a part with a real GPU, which counts what came through it and may lose it, out. */
import { GpuPairing } from '../../src/knn/gpu-pairing';
import type { GpuSieveOptions } from '../../src/knn/gpu-sieve';
import { LocalPart, type LocalPartOptions } from '../../src/knn/local-part';
import type { PairAnswer, PairQuestion } from '../../src/knn/pairing';
import type { SyncFile } from '../../src/knn/row-file';

/** A file in memory: threads alone have real ones. */
class MemoryFile implements SyncFile {
  readonly #bytes = new Uint8Array(2 ** 20);

  read(target: ArrayBufferView, { at }: { at: number }): number {
    const to = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
    to.set(this.#bytes.subarray(at, at + to.length));
    return to.length;
  }

  write(source: ArrayBufferView, { at }: { at: number }): number {
    this.#bytes.set(new Uint8Array(source.buffer, source.byteOffset, source.byteLength), at);
    return source.byteLength;
  }
}

/** `navigator.gpu`, whose devices may be lost. */
class LosableGpu {
  readonly #devices: GPUDevice[] = [];
  readonly wgslLanguageFeatures = navigator.gpu.wgslLanguageFeatures;

  async requestAdapter(options?: GPURequestAdapterOptions): Promise<GPUAdapter | null> {
    const adapter = await navigator.gpu.requestAdapter(options);
    if (!adapter) return null;
    const request = adapter.requestDevice.bind(adapter);
    adapter.requestDevice = async (descriptor) => {
      const device = await request(descriptor);
      this.#devices.push(device);
      return device;
    };
    return adapter;
  }

  lose(): void {
    for (const device of this.#devices) device.destroy();
  }
}

export interface GpuPartOptions
  extends GpuSieveOptions, Pick<LocalPartOptions, 'rowsPerShard' | 'preparedRows'> {
  /** Blocks on the GPU before its device is lost amid the next. Default: it never is. */
  readonly answersUntilLost?: number;
}

/** A part with a GPU that counts the blocks which came through it whole; of at most a megabyte of rows in a file. */
export class GpuPart extends LocalPart {
  readonly #answersUntilLost: number;
  wholeBlocks = 0;
  readonly gaveUp: string[] = [];
  readonly #gpu: LosableGpu;
  #opened: () => void = () => undefined;
  /** Resolves when a GPU has been opened, or refused. */
  readonly isGpuOpen = new Promise<void>((resolve) => {
    this.#opened = resolve;
  });

  constructor({
    answersUntilLost = Infinity,
    rowsPerShard = 250,
    preparedRows = Infinity,
    ...sieve
  }: GpuPartOptions = {}) {
    const gpu = new LosableGpu();
    super({
      rowsPerShard,
      preparedRows,
      file: async (format) => (format === 'q8' ? new MemoryFile() : undefined),
      gpu: (index) => GpuPairing.open(gpu, index, sieve),
    });
    this.#gpu = gpu;
    this.#answersUntilLost = answersUntilLost;
  }

  override async startGpu(): Promise<string> {
    return super.startGpu().finally(this.#opened);
  }

  override async pair(question: PairQuestion): Promise<PairAnswer> {
    const answering = super.pair(question);
    if (question.device === 'webgpu' && this.wholeBlocks === this.#answersUntilLost) this.#gpu.lose();
    const answer = await answering;
    if (answer.gaveUp !== undefined) this.gaveUp.push(answer.gaveUp);
    else if (question.device === 'webgpu') this.wholeBlocks += 1;
    return answer;
  }
}
