/** Types only: what crosses threads about models that others made. */
import type { EncoderCard, EncoderOutput, Preprocessing } from './card';
import type { CallOptions, Device } from './contract';

/** How a device runs a model. */
export interface DeviceTrial {
  readonly device: Device;
  /** It runs, tells drawn photos apart, and gives what WASM gives. */
  readonly isSound: boolean;
  /** Why it is not. */
  readonly reason?: string;
  /** Photos per second, in batches of eight, without decoding. */
  readonly perSecond?: number;
  /** The least cosine of a drawn photo's embeddings on this device and on WASM. */
  readonly cosine?: number;
  /** Share of the three nearest of each drawn photo on WASM that are among the three nearest here. */
  readonly overlap?: number;
}

/** What the self-test found. */
export interface Trial {
  readonly trials: readonly DeviceTrial[];
  /** The faster of the sound devices; absent where none is sound. */
  readonly device?: Device;
}

/** One way to take an embedding of a model. */
export interface OutputChoice extends EncoderOutput {
  readonly dims: number;
}

/** A file of a model, on this device. */
export interface KeptFile {
  /** As the model's own file calls it; of that file itself any. */
  readonly name: string;
  /** Under which it lies in the private file system. */
  readonly key: string;
  /** Lower-case hex, of when it was first used. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** A model of others that is on this device and was tried. */
export interface KeptModel {
  readonly id: string;
  readonly card: EncoderCard;
  /** Where it came from, for people. */
  readonly origin: string;
  /** The model's own file first. */
  readonly files: readonly KeptFile[];
  /** Every way to take an embedding of it, likeliest first; the card's own is among them. */
  readonly outputs: readonly OutputChoice[];
  readonly trial: Trial;
}

/** A file on the hub. */
export interface HubFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Lower-case hex, where the hub says it. */
  readonly sha256?: string;
}

/** One of a model's ONNX files with what belongs to it. */
export interface HubVariant {
  /** Path of the model's own file. */
  readonly path: string;
  readonly dtype: EncoderCard['dtype'];
  /** The model's own file first. */
  readonly files: readonly HubFile[];
  readonly sizeBytes: number;
}

/** What the hub has of a model. */
export interface HubModel {
  /** `owner/name`. */
  readonly repo: string;
  /** The commit, so that all its files belong together. */
  readonly revision: string;
  /** The smallest first; never empty. */
  readonly variants: readonly HubVariant[];
  readonly preprocessing: Preprocessing;
}

/** Where the taking in of a model stands. */
export interface ModelProgress {
  readonly stage: 'fetching' | 'checking' | 'trying';
  /** Bytes of all its files that are here, and that there are. */
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** How the shipped encoder fares on this machine. */
export interface ShippedTrial {
  readonly sizeBytes: number;
  readonly trial: Trial;
}

/** The models worker: the only thread that may talk to the hub, and one that never sees a photo. */
export interface ModelsApi {
  /** Of the models on this device, by name. Rejects with `StorageFailed`. */
  list(): Promise<readonly KeptModel[]>;
  /** Tries the shipped encoder as models of others are tried. @param modelUrl its folder, ending in a slash. Rejects with `ModelMissing`, `ModelCorrupt`. */
  tryShipped(modelUrl: string): Promise<ShippedTrial>;
  /** Asks the hub what it has: requests leave this device. Rejects with `HubFailed`, `ModelUnsuitable`, `AbortError`. */
  lookUp(typed: string, options?: CallOptions): Promise<HubModel>;
  /**
   * Fetches a variant, going on where an earlier call stopped, and tries it. Calls back with progress; the callback
   * crosses as a comlink proxy. Rejects with `HubFailed`, `ModelCorrupt`, `ModelUnsuitable`, `ModelTooLarge`,
   * `EncoderFailed`, `StorageFull`, `StorageFailed` or `AbortError`; what has come by then is kept for the next call.
   */
  fetch(
    model: HubModel,
    path: string,
    listener: (progress: ModelProgress) => void,
    options?: CallOptions,
  ): Promise<KeptModel>;
  /**
   * Takes in files of this device: one `.onnx`, its data files, and `preprocessor_config.json` where there is one, which
   * counts for more than `preprocessing`. Rejects as `fetch`, but never with `HubFailed`.
   */
  take(
    files: readonly File[],
    preprocessing: Preprocessing,
    listener: (progress: ModelProgress) => void,
  ): Promise<KeptModel>;
  /** Takes another output of a model, or gives it photos in another way: a model of its own, in place of the first. */
  correct(id: string, preprocessing: Preprocessing, output: EncoderOutput): Promise<KeptModel>;
  /** Removes a model, and every file that no other has, parts of those that did not come in whole among them. Unknown ids are ignored. */
  remove(id: string): Promise<void>;
}
