/** Lists every reason that a worker adds to an error's name, as a code with values that the page can say in any language. */
import type { Device } from './encoder';
import { LookalikeError, type ErrorName } from '../shared/errors';
import type { PairReasons } from '../knn/pair-reason';

/** A code that needs no values. */
type Alone = object;

/** Which part of a file is meant: all of it, the file of names, the zip file, or an array in that. */
export type FilePart = 'file' | 'names' | 'zip' | `array:${string}`;

/**
 * A NumPy type. `kind` is its letter, empty if it is structured or unknown. `descr` is as in the header, absent if it
 * is structured.
 */
export interface DtypeName {
  readonly kind: string;
  readonly descr?: string | undefined;
}

/** Shape and type of an array. */
export interface ArrayName {
  readonly shape: readonly number[];
  readonly dtype: DtypeName;
}

/** Reasons about files to import. `why` is a message: another reason, or text from outside the product. */
export interface FileReasons {
  readonly 'only-names': { readonly files: readonly string[] };
  readonly 'no-file': Alone;
  readonly 'several-vectors': { readonly files: readonly string[] };
  readonly 'several-names': { readonly files: readonly string[] };
  readonly 'no-vectors': { readonly file: string };
  readonly 'neither-kind': { readonly file: string };
  readonly 'in-file': { readonly file: string; readonly why: string };
  readonly unreadable: { readonly what: FilePart; readonly why: string };
  readonly 'too-short': { readonly what: FilePart; readonly bytes: number; readonly least: number };
  readonly 'ends-early': { readonly what: FilePart; readonly bytes: number; readonly least: number };
  readonly 'goes-on': { readonly what: FilePart; readonly bytes: number };
  readonly checksum: { readonly what: FilePart; readonly came: string; readonly expected: string };
  /** `magic` is absent for an empty file. */
  readonly 'not-vectors': { readonly magic?: string };
  readonly 'npy-magic': { readonly what: FilePart; readonly magic: string };
  readonly 'npy-version': { readonly what: FilePart; readonly major: number; readonly minor: number };
  readonly 'npy-header-long': { readonly what: FilePart; readonly bytes: number; readonly most: number };
  readonly 'npy-header': { readonly what: FilePart; readonly text: string };
  readonly 'npy-cut': ArrayBytes;
  readonly 'npy-goes-on': ArrayBytes;
  readonly 'npz-arrays': {
    readonly several: boolean;
    readonly arrays: readonly (ArrayName & { readonly name: string })[];
  };
  readonly 'vectors-dtype': { readonly what: FilePart; readonly dtype: DtypeName };
  readonly 'vectors-shape': { readonly what: FilePart; readonly shape: readonly number[] };
  readonly 'vectors-empty': { readonly what: FilePart; readonly shape: readonly number[] };
  readonly 'vectors-fortran': { readonly what: FilePart };
  readonly 'zip-encrypted': { readonly what: FilePart };
  readonly 'zip-method': { readonly what: FilePart; readonly method: number };
  readonly 'zip-ratio': { readonly what: FilePart; readonly bytes: number; readonly packedBytes: number };
  readonly 'zip-misplaced': { readonly what: FilePart };
  readonly 'zip-part': Alone;
  readonly 'zip-end': Alone;
  readonly 'zip-directory': { readonly entries: number; readonly expected: number };
  readonly 'zip-entry-cut': { readonly entry: number };
  readonly 'zip64-end': Alone;
  readonly 'zip64-sizes': Alone;
  readonly 'csv-quote-inside': { readonly line: number };
  readonly 'csv-quote-open': { readonly line: number };
  readonly 'csv-after-quote': { readonly line: number };
  /** `extension` is empty where the file has none. */
  readonly 'names-extension': { readonly file: string; readonly extension: string };
  readonly 'names-long': { readonly bytes: number; readonly most: number };
  readonly 'names-encoding': Alone;
  readonly 'names-dtype': { readonly dtype: DtypeName };
  readonly 'names-shape': { readonly shape: readonly number[] };
  readonly 'names-mismatch': { readonly names: number; readonly rows: number };
  readonly 'no-names': Alone;
  readonly 'name-bytes': { readonly place: number; readonly form: 'unicode' | 'utf8' };
  readonly 'name-empty': NamePlace;
  readonly 'name-nul': NamePlace;
  readonly 'name-twice': NamePlace & { readonly before: number; readonly name: string };
  readonly 'row-zero': RowName;
  /** The value by its name, such as `NaN`. */
  readonly 'row-value': RowName & { readonly at: number; readonly value: string };
  readonly 'some-rows-zero': Alone;
  readonly 'memory-short': {
    readonly file: string;
    readonly bytes: number;
    readonly most: number;
    readonly onDiskBytes: number;
  };
}

interface ArrayBytes extends ArrayName {
  readonly what: FilePart;
  readonly bytes: number;
  readonly expected: number;
}

/** Counted from 1. */
interface NamePlace {
  readonly unit: 'line' | 'entry';
  readonly place: number;
}

/** Counted from 0. */
interface RowName {
  readonly row: number;
  readonly name: string;
}

/** What a settings file was expected to say. */
export type SettingRule =
  | 'size-form'
  | 'no-longest-edge'
  | 'resize-mode'
  | 'resizes'
  | 'one-shape'
  | 'crop-proportion'
  | 'crop-share'
  | 'crop-share-proportion'
  | 'crop-mode'
  | 'filter-number'
  | 'input-size'
  | 'input-channels'
  | { readonly field: string }
  | { readonly aboveZero: string }
  | { readonly threeNumbers: string }
  | { readonly without: string }
  | { readonly unlike: 'patches' | 'crops-first' | 'divides-twice' | 'numbers-colours' | 'second-picture' }
  | { readonly filterOf: readonly string[] };

/** Reasons about custom models and devices. `why` is a message: another reason, or text from outside the product. */
export interface ModelReasons {
  readonly 'hub-address': { readonly typed: string };
  readonly 'hub-silent': { readonly host: string; readonly why: string };
  readonly 'hub-json': { readonly url: string; readonly why: string };
  readonly 'hub-commit': { readonly repo: string; readonly revision: string };
  readonly 'hub-file': { readonly repo: string; readonly path: string };
  readonly 'hub-onnx': { readonly repo: string; readonly files: number };
  readonly 'at-address': { readonly url: string; readonly why: string };
  readonly http: { readonly status: number };
  readonly 'web-page': Alone;
  readonly 'nothing-follows': Alone;
  readonly 'rest-at': { readonly start: number };
  readonly 'connection-ended': { readonly bytes: number; readonly of: number };
  readonly 'more-than-said': { readonly url: string; readonly bytes: number };
  /** `came` is JSON. */
  readonly setting: { readonly file: string; readonly expected: SettingRule; readonly came: string };
  readonly 'no-json': { readonly file: string; readonly why: string };
  readonly 'no-object': { readonly file: string; readonly came: string };
  readonly 'file-says': { readonly file: string; readonly why: string };
  readonly 'one-onnx': { readonly came: number };
  readonly 'model-bytes': { readonly bytes: number; readonly most: number };
  readonly 'no-tokenizer': { readonly tokenizer: string; readonly model: string };
  readonly 'model-gone': { readonly file: string; readonly why: string };
  readonly 'model-hash': { readonly file: string; readonly came: string; readonly expected: string };
  readonly 'model-ports': { readonly inputs: readonly string[]; readonly outputs: number };
  readonly 'input-form': {
    readonly expected: 'channels' | 'type' | 'axes' | 'batch';
    readonly came: ModelPort & { readonly shape: readonly (number | string)[] };
  };
  readonly 'no-embedding': {
    readonly outputs: readonly { readonly name: string; readonly shape: readonly number[] }[];
  };
  readonly 'probe-not-finite': { readonly output: string };
  /** `beside` is empty where the photo encoder's output has no name. */
  readonly 'text-output': { readonly outputs: readonly string[]; readonly beside: string };
  readonly 'text-input': { readonly expected: string; readonly inputs: readonly ModelPort[] };
  readonly 'text-dims': { readonly output: string; readonly values: number; readonly dims: number };
  readonly 'text-not-finite': { readonly output: string };
  readonly 'texts-alike': Alone;
  readonly 'photos-alike': Alone;
  /** Cosines have four decimal places, or are NaN. */
  readonly 'device-cosine': { readonly cosine: string; readonly least: number };
  readonly 'probe-cosine': { readonly cosine: string; readonly least: number };
  readonly 'probe-map': { readonly difference: string; readonly most: number };
  readonly 'on-device': { readonly model: string; readonly device: Device; readonly why: string };
  readonly 'model-values': { readonly model: string; readonly values: number; readonly expected: number };
  readonly 'model-not-finite': {
    readonly model: string;
    readonly device: Device;
    readonly values: number;
    readonly rows: number;
    readonly expected: number;
  };
  readonly 'runtime-start': { readonly device: Device; readonly why: string };
  readonly 'no-memory': { readonly why: string };
  readonly 'no-session': { readonly device: Device; readonly why: string };
  readonly 'run-failed': {
    readonly device: Device;
    readonly shapes: readonly string[];
    readonly why: string;
  };
  /** `type` is absent where the output is missing. */
  readonly 'output-type': { readonly output: string; readonly type?: string | undefined };
  readonly 'gpu-gone': { readonly why: string };
}

interface ModelPort {
  readonly name: string;
  readonly type: string;
}

/** Reasons about models, and about the devices that compare pairs of products. */
export interface DeviceReasons extends ModelReasons, PairReasons {}

/** Values of every reason, by its code. */
export interface Reasons extends FileReasons, DeviceReasons {}

/** The sentences of one language for some of the reasons. */
export type Sayings<Values> = { readonly [Code in keyof Values]: (values: Values[Code]) => string };

export type Reason = { [Code in keyof Reasons]: { readonly code: Code } & Reasons[Code] }[keyof Reasons];

/** A reason as an error's message: only name, message and stack of an error cross a thread. */
export function messageOf(reason: Reason): string {
  return JSON.stringify(reason);
}

/** The reason that a message encodes; undefined for any other message. */
export function reasonOf(message: string): Reason | undefined {
  if (!message.startsWith('{"code":')) return undefined;
  try {
    return JSON.parse(message) as Reason;
  } catch {
    return undefined;
  }
}

/** An error with a reason that the page can say. */
export function refusal(name: ErrorName, reason: Reason, options?: ErrorOptions): LookalikeError {
  return new LookalikeError(name, messageOf(reason), options);
}
