/** Runs `sieve.wgsl` on a GPU: finds the pairs of a tile that integers cannot rule out. */
import { pairReason } from './pair-reason';
import { FACTS_OF_A_ROW, type RowIntegers } from './sieve-facts';
import sieveText from './sieve.wgsl?raw';

/** Of `GPUBufferUsage` and `GPUMapMode`, as the WebGPU specification numbers them; TypeScript's library has only their types. */
const [MAP_READ, COPY_SRC, COPY_DST, UNIFORM, STORAGE] = [0x1, 0x4, 0x8, 0x40, 0x80];
const MODE_READ = 0x1;

const INT_BYTES = 4;
/** Queries and rows of a workgroup. */
const SIDE = 64;
/** int32 of a query: its fixed facts, its needs, the row that it is itself and three zeros. */
export const FACTS_OF_A_QUERY = 12;
/** int8 of a vec4<u32>: a stride is a multiple of it. */
const STEP = 16;
const TILE_INTS = 8;
/** The counts before the pairs: how many pairs there are, and how many workgroups have run. */
const COUNTS = 2;
const PAIR_ROOM = 2 ** 18;
/** Tiles under way at once: while pairs of one are judged the next is computed. */
const AHEAD = 2;

const PACKED = 'packed_4x8_integer_dot_product';
const DOT4 = {
  packed: 'fn dot4(a: u32, b: u32) -> i32 { return dot4I8Packed(a, b); }',
  plain: `fn lane(a: u32, at: u32) -> i32 { return extractBits(bitcast<i32>(a), at, 8u); }
fn dot4(a: u32, b: u32) -> i32 {
  return lane(a, 0u) * lane(b, 0u) + lane(a, 8u) * lane(b, 8u) + lane(a, 16u) * lane(b, 16u) + lane(a, 24u) * lane(b, 24u);
}`,
} as const;

export interface GpuSieveOptions {
  /** How four products are summed. Default: by one instruction where WGSL has it. */
  readonly dot4?: keyof typeof DOT4;
  /** Pairs of a tile that there is room for, default 262,144. */
  readonly pairRoom?: number;
}

/** Rows that the GPU holds. */
export interface GpuRows {
  readonly stride: number;
  readonly bytes: GPUBuffer;
  readonly fixed: GPUBuffer;
}

/** Queries of `ask` against consecutive rows. */
export interface SieveTile {
  readonly rows: GpuRows;
  readonly first: number;
  /** int32 [rows of the tile, 4] of `putNeeds`; only read. */
  readonly rowNeeds: Int32Array<ArrayBuffer>;
  /** int32 [queries, 12]; only read. */
  readonly queries: Int32Array<ArrayBuffer>;
  /** With the metric `l2`. */
  readonly isSquared: boolean;
}

/** One GPU device. Once it has failed, every call rejects with the reason. */
export class GpuSieve {
  /** The adapter in the browser's words. */
  readonly adapter: string;
  readonly pairRoom: number;
  readonly #device: GPUDevice;
  readonly #pipeline: GPUComputePipeline;
  readonly #tile: GPUBuffer;
  readonly #passed: GPUBuffer;
  readonly #answers: GPUBuffer[];
  #queryBytes: GPUBuffer;
  #queries: GPUBuffer;
  #rowNeeds: GPUBuffer;
  #failure: Error | undefined;
  #isClosed = false;

  private constructor(device: GPUDevice, pipeline: GPUComputePipeline, adapter: string, pairRoom: number) {
    this.#device = device;
    this.#pipeline = pipeline;
    this.adapter = adapter;
    this.pairRoom = pairRoom;
    const answerBytes = (COUNTS + pairRoom) * INT_BYTES;
    this.#tile = device.createBuffer({ size: TILE_INTS * INT_BYTES, usage: UNIFORM | COPY_DST });
    this.#passed = device.createBuffer({ size: answerBytes, usage: STORAGE | COPY_SRC | COPY_DST });
    this.#answers = Array.from({ length: AHEAD }, () =>
      device.createBuffer({ size: answerBytes, usage: MAP_READ | COPY_DST }),
    );
    this.#queryBytes = this.#input(STEP);
    this.#queries = this.#input(FACTS_OF_A_QUERY * INT_BYTES);
    this.#rowNeeds = this.#input(FACTS_OF_A_ROW * INT_BYTES);
    void device.lost.then(({ reason, message }) => {
      if (!this.#isClosed)
        this.#failure ??= new Error(pairReason({ code: 'gpu-lost', why: message || reason }));
    });
    device.addEventListener('uncapturederror', ({ error }) => {
      this.#failure ??= new Error(pairReason({ code: 'gpu-refused', why: error.message }));
    });
  }

  /**
   * Opens the fastest adapter.
   *
   * @param gpu `navigator.gpu`, absent where the browser has none
   * Rejects with `Error` where there is no adapter, or it gives no device, or does not take the shader.
   */
  static async open(
    gpu: Pick<GPU, 'requestAdapter' | 'wgslLanguageFeatures'> | undefined,
    { dot4, pairRoom = PAIR_ROOM }: GpuSieveOptions = {},
  ): Promise<GpuSieve> {
    const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!gpu || !adapter) throw new Error(pairReason({ code: 'gpu-missing' }));
    const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
    const device = await adapter.requestDevice({
      requiredLimits: { maxBufferSize, maxStorageBufferBindingSize },
    });
    const way = dot4 ?? (gpu.wgslLanguageFeatures.has(PACKED) ? 'packed' : 'plain');
    const module = device.createShaderModule({ code: `${DOT4[way]}\n${sieveText}` });
    const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
    const { vendor, architecture, description } = adapter.info;
    const name = description || [vendor, architecture].filter(Boolean).join(' ') || 'unknown adapter';
    return new GpuSieve(device, pipeline, name, pairRoom);
  }

  /** Makes room for rows. @param stride a multiple of 16. Rejects with `Error` where the GPU has none. */
  async hold(rows: number, stride: number): Promise<GpuRows> {
    const most = this.#device.limits.maxStorageBufferBindingSize;
    if (rows * stride > most) {
      throw new Error(pairReason({ code: 'gpu-rows', bytes: rows * stride, most }));
    }
    this.#device.pushErrorScope('out-of-memory');
    const held = {
      stride,
      bytes: this.#input(rows * stride),
      fixed: this.#input(rows * FACTS_OF_A_ROW * INT_BYTES),
    };
    const error = await this.#device.popErrorScope();
    if (error) {
      throw new Error(pairReason({ code: 'gpu-memory', bytes: rows * stride, why: error.message }));
    }
    return held;
  }

  /** Copies rows to the GPU, from row `first` of `held` on. */
  put({ bytes, fixed, stride }: GpuRows, first: number, integers: RowIntegers): void {
    this.#device.queue.writeBuffer(bytes, first * stride, integers.bytes);
    this.#device.queue.writeBuffer(fixed, first * FACTS_OF_A_ROW * INT_BYTES, integers.fixed);
  }

  /** Copies queries to the GPU: the next tiles are theirs. @param bytes int8 [n, stride] */
  ask(bytes: Int8Array<ArrayBuffer>): void {
    this.#queryBytes = this.#fit(this.#queryBytes, bytes.byteLength);
    this.#device.queue.writeBuffer(this.#queryBytes, 0, bytes);
  }

  /**
   * Computes a tile; two may be under way at once, others must wait.
   *
   * @returns uint32 [n], owned by the caller: row of the tile * queries + query, in any order; undefined where more pass
   * than there is room for. Rejects once the device has failed, and where not all of the tile was computed.
   */
  async sift(tile: SieveTile): Promise<Uint32Array<ArrayBuffer> | undefined> {
    this.#requireSound();
    const answer = this.#answers.shift();
    if (!answer) throw new Error(`tile ${AHEAD + 1} came, expected at most ${AHEAD} under way`);
    const groups = this.#dispatch(tile, answer);
    try {
      await answer.mapAsync(MODE_READ);
    } catch (error) {
      this.#requireSound();
      throw new Error(pairReason({ code: 'gpu-silent' }), { cause: error });
    }
    const ints = new Uint32Array(answer.getMappedRange());
    const [count = 0, ran = 0] = ints;
    const pairs = count > this.pairRoom ? undefined : ints.slice(COUNTS, COUNTS + count);
    answer.unmap();
    this.#answers.push(answer);
    this.#requireSound();
    // a workgroup that did not run has let no pair pass: the result would be incomplete
    if (ran !== groups) throw new Error(pairReason({ code: 'gpu-groups', ran, expected: groups }));
    return pairs;
  }

  /** Gives all of its memory back; what is under way rejects. */
  close(): void {
    this.#failure ??= new Error('the GPU device was closed');
    this.#isClosed = true;
    this.#device.destroy();
  }

  #requireSound(): void {
    if (this.#failure) throw this.#failure;
  }

  #dispatch({ rows, first, rowNeeds, queries, isSquared }: SieveTile, answer: GPUBuffer): number {
    const { queue } = this.#device;
    const count = queries.length / FACTS_OF_A_QUERY;
    const height = rowNeeds.length / FACTS_OF_A_ROW;
    const [across, down] = [Math.ceil(count / SIDE), Math.ceil(height / SIDE)];
    this.#queries = this.#fit(this.#queries, queries.byteLength);
    this.#rowNeeds = this.#fit(this.#rowNeeds, rowNeeds.byteLength);
    const steps = rows.stride / STEP;
    // the queue keeps the order of writes and dispatches: a tile under way still has its own
    const facts = Uint32Array.of(count, height, steps, first, this.pairRoom, Number(isSquared), 0, 0);
    queue.writeBuffer(this.#tile, 0, facts);
    queue.writeBuffer(this.#queries, 0, queries);
    queue.writeBuffer(this.#rowNeeds, 0, rowNeeds);
    const buffers = [
      this.#tile,
      this.#queryBytes,
      this.#queries,
      rows.bytes,
      rows.fixed,
      this.#rowNeeds,
      this.#passed,
    ];
    const encoder = this.#device.createCommandEncoder();
    encoder.clearBuffer(this.#passed, 0, COUNTS * INT_BYTES);
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(
      0,
      this.#device.createBindGroup({
        layout: this.#pipeline.getBindGroupLayout(0),
        entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
      }),
    );
    pass.dispatchWorkgroups(across, down);
    pass.end();
    encoder.copyBufferToBuffer(this.#passed, 0, answer, 0, answer.size);
    queue.submit([encoder.finish()]);
    return across * down;
  }

  #input(size: number): GPUBuffer {
    return this.#device.createBuffer({ size, usage: STORAGE | COPY_DST });
  }

  #fit(buffer: GPUBuffer, size: number): GPUBuffer {
    if (buffer.size >= size) return buffer;
    buffer.destroy();
    return this.#input(size);
  }
}
