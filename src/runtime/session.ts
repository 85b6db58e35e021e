/** Model bytes and a device in; a session that maps a batch of photos to the values of the model's output out. */
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import asyncifyMjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import wasmMjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Device } from '../contract';
import { LookalikeError, asError } from '../errors';

/** A loaded model. Runs one batch at a time; callers queue. */
export interface Session {
  readonly device: Device;
  readonly threads: number;
  /** Addresses of the runtime's own files. */
  readonly files: readonly string[];
  /**
   * Runs `[n, 3, side, side]` float32 and returns the output's float32 values, the first axis n, owned by the caller.
   * Rejects with `EncoderFailed`.
   */
  run(tensor: Float32Array<ArrayBuffer>, n: number, side: number): Promise<Float32Array<ArrayBuffer>>;
  dispose(): Promise<void>;
}

/** Threads for WASM: every core up to four, one where the page is not cross-origin isolated. */
export function wasmThreads(): number {
  return globalThis.crossOriginIsolated ? Math.min(4, navigator.hardwareConcurrency) : 1;
}

function runtimeFiles(device: Device): { readonly mjs: string; readonly wasm: string } {
  const [mjs, wasm] = device === 'webgpu' ? [asyncifyMjs, asyncifyWasm] : [wasmMjs, wasmWasm];
  const { href } = globalThis.location;
  return { mjs: new URL(mjs, href).href, wasm: new URL(wasm, href).href };
}

async function loadRuntime(device: Device) {
  // Two builds of the runtime: the one without WebGPU is half the size, and is all that WASM needs.
  const ort =
    device === 'webgpu' ? await import('onnxruntime-web/webgpu') : await import('onnxruntime-web/wasm');
  ort.env.wasm.wasmPaths = runtimeFiles(device);
  ort.env.wasm.numThreads = device === 'webgpu' ? 1 : wasmThreads();
  return ort;
}

/** The runtime's words where no device could be started, as against a model that it cannot read. */
const NO_BACKEND = /no available backend found/;

/** Another device may still start; WASM is the last one, and fails only where its files cannot be had. */
function notStarted(device: Device, cause: unknown): LookalikeError {
  const name = device === 'webgpu' ? 'DeviceUnavailable' : 'ModelMissing';
  return new LookalikeError(name, `the ${device} runtime did not start: ${asError(cause).message}`, {
    cause,
  });
}

/**
 * Opens a model on a device. The model has one input and one output, as the card says.
 *
 * Rejects with `DeviceUnavailable` where WebGPU does not start, `ModelMissing` where the runtime's own files cannot be
 * loaded, and `ModelCorrupt` where it refuses the model.
 */
export async function openSession(model: Uint8Array<ArrayBuffer>, device: Device): Promise<Session> {
  let ort: Awaited<ReturnType<typeof loadRuntime>>;
  try {
    ort = await loadRuntime(device);
  } catch (error) {
    throw notStarted(device, error);
  }
  let session: InferenceSession;
  try {
    session = await ort.InferenceSession.create(model, {
      executionProviders: [device],
      graphOptimizationLevel: 'all',
    });
  } catch (error) {
    // the runtime fetches and starts its WASM here, before it looks at the model
    if (device === 'webgpu' || NO_BACKEND.test(asError(error).message)) throw notStarted(device, error);
    throw new LookalikeError('ModelCorrupt', `no session on ${device}: ${asError(error).message}`, {
      cause: error,
    });
  }
  const [input] = session.inputNames;
  const [output] = session.outputNames;
  if (input === undefined || output === undefined) {
    throw new LookalikeError('ModelCorrupt', 'the model has no input or no output, one of each was expected');
  }
  return {
    device,
    threads: device === 'webgpu' ? 1 : wasmThreads(),
    files: Object.values(runtimeFiles(device)),
    async run(data, n, side) {
      const photos = new ort.Tensor('float32', data, [n, 3, side, side]);
      let result: Tensor | undefined;
      try {
        result = (await session.run({ [input]: photos }))[output];
      } catch (error) {
        throw new LookalikeError('EncoderFailed', `${device} run of ${n} photos: ${asError(error).message}`, {
          cause: error,
        });
      }
      if (!(result?.data instanceof Float32Array)) {
        throw new LookalikeError(
          'EncoderFailed',
          `output is ${result?.type ?? 'missing'}, float32 was expected`,
        );
      }
      const rows = result.data.slice();
      result.dispose();
      return rows;
    },
    dispose: () => session.release(),
  };
}
