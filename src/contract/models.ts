/** Types only: what crosses threads about models that others made. */
import type { EncoderCard, EncoderOutput, Preprocessing } from './card';
import type { CallOptions } from './call';
import type { Device } from './encoder';
import type { Pinged } from './ping';

/** How a device runs a model. */
export interface DeviceTrial {
  readonly device: Device;
  /** It runs, tells drawn photos apart, and gives what WASM gives. */
  readonly isSound: boolean;
  /** Why it is not: a message as `reasons.ts` says. */
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

/** How a text model is given words, and what is taken of what it gives. */
export interface TextForm {
  /** Tokens that every text is cut or padded to. */
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

/** A text half on the hub. */
export interface TextSource {
  /** `owner/name`. */
  readonly repo: string;
  readonly revision: string;
  /** Its own file first; none where it is in the photo encoder's own file. */
  readonly files: readonly HubFile[];
  /** `tokenizer.json` first. */
  readonly tokenizer: readonly HubFile[];
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
  /** True where nobody said how it takes photos: what is usual was taken. */
  readonly isGuess?: boolean;
  /** Its text model, where it came with one that agrees with it. */
  readonly text?: KeptText;
  /** Why the text model that it came with, or was to come with, is not used: a message as `reasons.ts` says. */
  readonly textRefusal?: string;
  /** Where it can be had, where it did not come in. */
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
  /** Its text model's files, where that has files of its own; the one of its dtype, or else the largest. */
  readonly text?: readonly HubFile[];
}

/** What the hub has of a model. */
export interface HubModel {
  /** `owner/name`. */
  readonly repo: string;
  /** The commit, so that all its files belong together. */
  readonly revision: string;
  /** The smallest first; never empty. */
  readonly variants: readonly HubVariant[];
  /** Absent where its makers say nothing: then what is usual is taken, and is to be corrected by hand. */
  readonly preprocessing?: Preprocessing;
  /** `tokenizer.json` first, then what says more of it; absent where texts cannot be encoded. */
  readonly tokenizer?: readonly HubFile[];
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
export interface ModelsApi extends Pinged {
  /** Of the models on this device, by name. Rejects with `StorageFailed`. */
  list(): Promise<readonly KeptModel[]>;
  /** Tries the shipped encoder as models of others are tried. @param modelUrl its folder, ending in a slash. Rejects with `ModelMissing`, `ModelCorrupt`. */
  tryShipped(modelUrl: string): Promise<ShippedTrial>;
  /** Asks the hub what it has: requests leave this device. Rejects with `HubFailed`, `ModelUnsuitable`, `AbortError`. */
  lookUp(typed: string, options?: CallOptions): Promise<HubModel>;
  /**
   * Fetches a variant, with its text model and tokenizer where `model` has them, going on where an earlier call stopped,
   * and tries it. A text model that does not agree with it, or does not come in, is told of in `textRefusal`: photos are
   * encoded without it. Calls back with progress; the callback crosses as a comlink proxy.
   * @param usual taken where `model` says nothing of its preprocessing.
   * Rejects with `HubFailed`, `ModelCorrupt`, `ModelUnsuitable`, `ModelTooLarge`,
   * `EncoderFailed`, `StorageFull`, `StorageFailed` or `AbortError`; what has come by then is kept for the next call.
   */
  fetch(
    model: HubModel,
    path: string,
    usual: Preprocessing,
    listener: (progress: ModelProgress) => void,
    options?: CallOptions,
  ): Promise<KeptModel>;
  /**
   * Fetches the text model of a model again that came in without it, going on where that stopped, and tries it. As
   * `fetch` otherwise; changes nothing where `textFrom` is absent.
   */
  fetchText(
    id: string,
    listener: (progress: ModelProgress) => void,
    options?: CallOptions,
  ): Promise<KeptModel>;
  /**
   * Takes in files of this device: one `.onnx`, its data files, and `preprocessor_config.json` where there is one, which
   * counts for more than `preprocessing`; a second `.onnx` whose name begins with `text_` and `tokenizer.json` are its
   * text model. Rejects as `fetch`, but never with `HubFailed`.
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
