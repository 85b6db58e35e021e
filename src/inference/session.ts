/** Opens a model on a device and runs batches through it with ONNX Runtime. */
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import asyncifyMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import wasmMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Device } from '../contract/encoder';
import type { ModelOutput, TensorData } from '../contract/tensor';
import { asError } from '../shared/errors';
import { halfTable } from '../shared/half';
import { messageOf, refusal } from '../contract/reasons';
import type { Feed, FeedData } from './feed';
import { emptyWords, isPhotos, isWords, type Port } from './ports';

/** A model's files. */
export interface ModelBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Files of weights that the model's own file names. */
  readonly data?: readonly DataFile[];
}

/** A file of weights beside a model. */
export interface DataFile {
  /** The name that the model's own file uses for it. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A loaded model of any inputs. */
export interface StartedModel {
  readonly threads: number;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** Runs it for one output. Rejects with `EncoderFailed`. */
  run(feeds: Readonly<Record<string, Feed>>, output: string): Promise<ModelOutput>;
  dispose(): Promise<void>;
}

/** A loaded model of photos. Runs one batch at a time; callers queue. */
export interface Session {
  readonly device: Device;
  readonly threads: number;
  /** Addresses of the runtime's own files. */
  readonly files: readonly string[];
  readonly input: Port;
  readonly outputs: readonly Port[];
  /** Whether it encodes words too. */
  readonly takesWords: boolean;
  /**
   * Runs a tensor of this shape, whose first axis counts the photos.
   *
   * @param output name of the wanted one; the first by default.
   * Rejects with `EncoderFailed`.
   */
  run(tensor: TensorData, shape: readonly number[], output?: string): Promise<ModelOutput>;
  dispose(): Promise<void>;
}

/** Threads for WASM: every core up to four, one where no memory can be shared among them. */
function wasmThreads(): number {
  // WebKitGTK has no SharedArrayBuffer even on an isolated page
  const canShare = globalThis.crossOriginIsolated && typeof SharedArrayBuffer === 'function';
  return canShare ? Math.min(4, navigator.hardwareConcurrency) : 1;
}

function runtimeFiles(device: Device): { readonly mjs: string; readonly wasm: string } {
  const [mjs, wasm] = device === 'webgpu' ? [asyncifyMjs, asyncifyWasm] : [wasmMjs, wasmWasm];
  const { href } = globalThis.location;
  return { mjs: new URL(mjs, href).href, wasm: new URL(wasm, href).href };
}

async function loadRuntime(device: Device, threads: number) {
  // Two builds of the runtime: the one without WebGPU is half the size, and is all that WASM needs.
  const ort =
    device === 'webgpu' ? await import('onnxruntime-web/webgpu') : await import('onnxruntime-web/wasm');
  ort.env.wasm.wasmPaths = runtimeFiles(device);
  ort.env.wasm.numThreads = threads;
  return ort;
}

/** The runtime's message if no device could be started, in contrast to a model that it cannot read. */
const NO_BACKEND = /no available backend found/;

/** The messages of runtime and browser if memory runs out. */
const NO_MEMORY =
  /out of memory|bad_alloc|failed to allocate|could not allocate|allocation failed|Memory\.grow/i;

/**
 * If WebGPU fails, another device may still start. WASM is the last one and fails only if its files cannot be loaded.
 */
function notStarted(device: Device, cause: unknown): Error {
  const name = device === 'webgpu' ? 'DeviceUnavailable' : 'ModelMissing';
  return refusal(name, { code: 'runtime-start', device, why: asError(cause).message }, { cause });
}

function portsOf(names: readonly string[], metadata: readonly InferenceSession.ValueMetadata[]): Port[] {
  return names.map((name, i) => {
    const facts = metadata[i];
    return facts?.isTensor
      ? { name, type: facts.type, shape: facts.shape }
      : { name, type: 'no tensor', shape: [] };
  });
}

type Ort = Awaited<ReturnType<typeof loadRuntime>>;

/** Where the browser has Float16Array, the runtime accepts nothing else. TypeScript's library does not know it yet. */
function halvesOf(bits: Uint16Array<ArrayBuffer>): Uint16Array {
  const HalfArray: unknown = Reflect.get(globalThis, 'Float16Array');
  if (typeof HalfArray !== 'function') return bits;
  return Reflect.construct(HalfArray, [bits.buffer, bits.byteOffset, bits.length]) as Uint16Array;
}

function tensorOf(ort: Ort, data: FeedData, shape: readonly number[]): Tensor {
  if (data instanceof BigInt64Array) return new ort.Tensor('int64', data, shape);
  if (data instanceof Int32Array) return new ort.Tensor('int32', data, shape);
  if (data instanceof Float32Array) return new ort.Tensor('float32', data, shape);
  if (data instanceof Uint8Array) return new ort.Tensor('uint8', data, shape);
  return new ort.Tensor('float16', halvesOf(data), shape);
}

/** The values of a tensor of floats as float32; undefined for other types. */
function floatsOf(tensor: Tensor): Float32Array<ArrayBuffer> | undefined {
  const { type, data } = tensor;
  if (data instanceof Float32Array) return data.slice();
  if (type !== 'float16' || !ArrayBuffer.isView(data)) return undefined;
  const table = halfTable();
  const bits = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
  return Float32Array.from(bits, (half) => table[half]!);
}

/** Rejects when the GPU is lost, because a run on it might wait for ever. Never settles on WASM. */
async function loss(ort: Ort, device: Device): Promise<never> {
  const never = new Promise<never>(() => undefined);
  if (device !== 'webgpu') return never;
  // the runtime types it as unknown: not every page has the types of WebGPU
  const gpu = (await ort.env.webgpu.device) as { readonly lost?: Promise<{ readonly message: string }> };
  if (!gpu.lost) return never;
  const { message } = await gpu.lost;
  throw new Error(messageOf({ code: 'gpu-gone', why: message }));
}

/**
 * Opens a model with any inputs on a device.
 *
 * Rejects with `DeviceUnavailable` where WebGPU does not start, `ModelMissing` where the runtime's own files cannot be
 * loaded, `ModelTooLarge` where memory runs out on WASM, and `ModelCorrupt` where the runtime refuses the model.
 *
 * @param mostThreads of WASM; all sessions of a worker run with the threads of its first one.
 */
export async function startModel(
  { bytes, data = [] }: ModelBytes,
  device: Device,
  mostThreads = Infinity,
): Promise<StartedModel> {
  const threads = device === 'webgpu' ? 1 : Math.min(mostThreads, wasmThreads());
  let ort: Ort;
  try {
    ort = await loadRuntime(device, threads);
  } catch (error) {
    throw notStarted(device, error);
  }
  let session: InferenceSession;
  try {
    session = await ort.InferenceSession.create(bytes, {
      executionProviders: [device],
      graphOptimizationLevel: 'all',
      // 3 = errors only: the runtime warns of each shape that it computes beside the GPU, which is intended
      logSeverityLevel: 3,
      ...(data.length > 0
        ? { externalData: data.map((file) => ({ path: file.name, data: file.bytes })) }
        : {}),
    });
  } catch (error) {
    if (device === 'wasm' && NO_MEMORY.test(asError(error).message)) {
      const reason = { code: 'no-memory', why: asError(error).message } as const;
      throw refusal('ModelTooLarge', reason, { cause: error });
    }
    // the runtime fetches and starts its WASM here, before it looks at the model
    if (device === 'webgpu' || NO_BACKEND.test(asError(error).message)) throw notStarted(device, error);
    const reason = { code: 'no-session', device, why: asError(error).message } as const;
    throw refusal('ModelCorrupt', reason, { cause: error });
  }
  const lost = loss(ort, device);
  // `run` rejects with the loss; this only avoids an unhandled rejection while no run waits
  lost.catch(() => undefined);
  return {
    threads,
    inputs: portsOf(session.inputNames, session.inputMetadata),
    outputs: portsOf(session.outputNames, session.outputMetadata),
    async run(feeds, output) {
      let result: Tensor | undefined;
      try {
        const tensors = Object.fromEntries(
          Object.entries(feeds).map(([name, { data, shape }]) => [name, tensorOf(ort, data, shape)]),
        );
        result = (await Promise.race([session.run(tensors, [output]), lost]))[output];
      } catch (error) {
        const shapes = Object.values(feeds).map(({ shape }) => shape.join(' x '));
        const reason = { code: 'run-failed', device, shapes, why: asError(error).message } as const;
        throw refusal('EncoderFailed', reason, { cause: error });
      }
      const values = result && floatsOf(result);
      if (!values) {
        throw refusal('EncoderFailed', { code: 'output-type', output, type: result?.type });
      }
      const outcome = { values, shape: result?.dims ?? [] };
      result?.dispose();
      return outcome;
    },
    dispose: () => session.release(),
  };
}

/**
 * Opens a model that encodes photos on a device. Inputs for words, if it has any, are fed with empty tokens.
 *
 * Rejects as `startModel`, and with `ModelUnsuitable` where it has inputs that are neither photos nor words.
 *
 * @param mostThreads of WASM; all sessions of a worker run with the threads of its first one.
 */
export async function openSession(
  model: ModelBytes,
  device: Device,
  mostThreads = Infinity,
): Promise<Session> {
  const started = await startModel(model, device, mostThreads);
  const { inputs, outputs, threads } = started;
  const input = inputs.length === 1 ? inputs[0] : inputs.find(isPhotos);
  const words = inputs.filter((port) => port !== input);
  const [firstOutput] = outputs;
  if (input === undefined || !words.every(isWords) || firstOutput === undefined) {
    await started.dispose();
    throw refusal('ModelUnsuitable', {
      code: 'model-ports',
      inputs: inputs.map(({ name }) => name),
      outputs: outputs.length,
    });
  }
  return {
    device,
    threads,
    files: Object.values(runtimeFiles(device)),
    input,
    outputs,
    takesWords: words.length > 0,
    run(data, shape, output = firstOutput.name) {
      const [n = 1] = shape;
      const noWords = words.map((port) => [port.name, emptyWords(port, n)] as const);
      return started.run({ [input.name]: { data, shape }, ...Object.fromEntries(noWords) }, output);
    },
    dispose: () => started.dispose(),
  };
}
