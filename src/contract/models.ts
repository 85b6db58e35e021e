/** Declares what crosses threads about custom models. */
import type { EncoderCard, EncoderOutput, Preprocessing } from './card';
import type { CallOptions } from './call';
import type { Device } from './encoder';
import type { Pinged } from './ping';

/** How a device runs a model. */
export interface DeviceTrial {
  readonly device: Device;
  /** Whether the model runs there, tells drawn photos apart, and gives what WASM gives. */
  readonly isSound: boolean;
  /** Why the device is not sound: a message of `reasons.ts`. */
  readonly reason?: string;
  /** Photos per second, in batches of eight, without decoding. */
  readonly perSecond?: number;
  /** The least cosine of a drawn photo's embeddings on this device and on WASM. */
  readonly cosine?: number;
  /** Share of each drawn photo's three nearest on WASM that are among its three nearest here. */
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
  /** The name that the model's own file uses for it; any name for that file itself. */
  readonly name: string;
  /** Its name in the private file system. */
  readonly key: string;
  /** Lower-case hex, computed when the file was first used. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** How a text model takes texts, and which of its outputs is the embedding. */
export interface TextForm {
  /** Number of tokens that every text is cut or padded to. */
  readonly length: number;
  /** Id of the token that pads. */
  readonly padId: number;
  /** Name of the output: one vector a text, in the space of the photos' embeddings. */
  readonly output: string;
}

/** The text model that belongs to a photo encoder. */
export interface KeptText {
  /** Its own file first; none where it is in the photo encoder's own file. */
  readonly files: readonly KeptFile[];
  /** `tokenizer.json` first, then what says more of it. */
  readonly tokenizer: readonly KeptFile[];
  readonly form: TextForm;
}

/** A text model on the hub. */
export interface TextSource {
  /** `owner/name`. */
  readonly repo: string;
  readonly revision: string;
  /** Its own file first; none where it is in the photo encoder's own file. */
  readonly files: readonly HubFile[];
  /** `tokenizer.json` first. */
  readonly tokenizer: readonly HubFile[];
}

/** A custom model that is installed on this device and was tried. */
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
  /** True where no file says how it takes photos, so that the usual preprocessing was taken. */
  readonly isGuess?: boolean;
  /** Its text model, where it came with one that agrees with it. */
  readonly text?: KeptText;
  /** Why the text model that it came with, or should have come with, is not used: a message of `reasons.ts`. */
  readonly textRefusal?: string;
  /** Where the text model can be fetched, if it did not arrive. */
  readonly textFrom?: TextSource;
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
  /** Files of its text model, if that has files of its own: the one of the same dtype, or else the largest. */
  readonly text?: readonly HubFile[];
}

/** A model as the hub offers it. */
export interface HubModel {
  /** `owner/name`. */
  readonly repo: string;
  /** The commit, so that all its files belong together. */
  readonly revision: string;
  /** The smallest first; never empty. */
  readonly variants: readonly HubVariant[];
  /** Absent where its makers say nothing: then the usual preprocessing is taken, and the user may correct it. */
  readonly preprocessing?: Preprocessing;
  /** `tokenizer.json` first, then what says more of it; absent where texts cannot be encoded. */
  readonly tokenizer?: readonly HubFile[];
}

/** Progress of installing a model. */
export interface ModelProgress {
  readonly stage: 'fetching' | 'checking' | 'trying';
  /** Bytes of all its files: those that have arrived, and the total. */
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** How the shipped encoder performs on this machine. */
export interface ShippedTrial {
  readonly sizeBytes: number;
  readonly trial: Trial;
}

/** The models worker: the only thread that may talk to the hub, and one that never sees a photo. */
export interface ModelsApi extends Pinged {
  /** The installed models, by name. Rejects with `StorageFailed`. */
  list(): Promise<readonly KeptModel[]>;
  /**
   * Tries the shipped encoder as custom models are tried. Rejects with `ModelMissing`, `ModelCorrupt`.
   *
   * @param modelUrl its folder, ending in a slash.
   */
  tryShipped(modelUrl: string): Promise<ShippedTrial>;
  /** Asks the hub what it has: requests leave this device. Rejects with `HubFailed`, `ModelUnsuitable`, `AbortError`. */
  lookUp(typed: string, options?: CallOptions): Promise<HubModel>;
  /**
   * Fetches a variant, with its text model and tokenizer if `model` has them, and tries it. Resumes where an earlier
   * call stopped. If the text model disagrees or does not arrive, `textRefusal` says so and photos are encoded without
   * it. Calls back with progress; the callback crosses as a comlink proxy.
   *
   * @param usual the preprocessing to take if `model` has none.
   * Rejects with `HubFailed`, `ModelCorrupt`, `ModelUnsuitable`, `ModelTooLarge`, `EncoderFailed`, `StorageFull`,
   * `StorageFailed` or `AbortError`; bytes that have arrived are kept for the next call.
   */
  fetch(
    model: HubModel,
    path: string,
    usual: Preprocessing,
    listener: (progress: ModelProgress) => void,
    options?: CallOptions,
  ): Promise<KeptModel>;
  /**
   * Fetches the text model of a model that was installed without it, and tries it. Resumes where an earlier call
   * stopped. Otherwise as `fetch`; changes nothing where `textFrom` is absent.
   */
  fetchText(
    id: string,
    listener: (progress: ModelProgress) => void,
    options?: CallOptions,
  ): Promise<KeptModel>;
  /**
   * Installs files of this device: one `.onnx`, its data files, and optionally `preprocessor_config.json`, which
   * overrides `preprocessing`. A second `.onnx` whose name begins with `text_` is its text model, with
   * `tokenizer.json`. Rejects as `fetch`, but never with `HubFailed`.
   */
  take(
    files: readonly File[],
    preprocessing: Preprocessing,
    listener: (progress: ModelProgress) => void,
  ): Promise<KeptModel>;
  /** Changes a model's output or preprocessing: the result is a model of its own that replaces the old one. */
  correct(id: string, preprocessing: Preprocessing, output: EncoderOutput): Promise<KeptModel>;
  /**
   * Removes a model and every file that no other model uses, partly fetched files among them. Unknown ids are ignored.
   */
  remove(id: string): Promise<void>;
}
