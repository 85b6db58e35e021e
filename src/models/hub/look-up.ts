/** Looks up a model on the hub: its ONNX files with their sizes, and its preprocessing. */
import type { EncoderCard } from '../../contract/card';
import { asError, isAbort } from '../../shared/errors';
import type { HubFile, HubModel, HubVariant } from '../../contract/models';
import { messageOf, refusal } from '../../contract/reasons';
import type { HubAddress } from './address';
import { fromProcessor } from './processor';
import { fromTimm, isTimm } from './timm';

export const PROCESSOR = 'preprocessor_config.json';
export const CONFIG = 'config.json';
/** Files of a tokenizer; only the first is required. */
export const TOKENIZER: readonly string[] = ['tokenizer.json', 'tokenizer_config.json', CONFIG];
/** A tab's memory holds 4 GB at most, and opening a model needs its bytes twice. */
export const MOST_BYTES = 1.5e9;

/** Dtype by the end of a file's name; the first match counts. */
const DTYPES: readonly (readonly [RegExp, EncoderCard['dtype']])[] = [
  [/_(q4|q4f16|bnb4|int4|uint4)$/, 'q4'],
  [/_fp16$/, 'fp16'],
  [/_(quantized|int8|uint8|q8)$/, 'q8'],
];

/** Fetches without credentials or referrer, and past the HTTP cache, which would store the file a second time. */
export async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      ...init,
    });
  } catch (error) {
    if (isAbort(error)) throw error;
    const reason = { code: 'hub-silent', host: new URL(url).host, why: asError(error).message } as const;
    throw refusal('HubFailed', reason, { cause: error });
  }
}

async function json(url: string, signal: AbortSignal | undefined): Promise<unknown> {
  const response = await ask(url, signal ? { signal } : {});
  if (!response.ok) {
    const why = messageOf({ code: 'http', status: response.status });
    throw refusal('HubFailed', { code: 'at-address', url, why });
  }
  try {
    return await response.json();
  } catch (error) {
    throw refusal('HubFailed', { code: 'hub-json', url, why: asError(error).message }, { cause: error });
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** Reads an entry of the hub's list; undefined for folders and malformed entries. */
function fileOf(entry: unknown): HubFile | undefined {
  const [path, size, oid] = [field(entry, 'path'), field(entry, 'size'), field(field(entry, 'lfs'), 'oid')];
  if (typeof path !== 'string' || typeof size !== 'number') return undefined;
  return { path, sizeBytes: size, ...(typeof oid === 'string' ? { sha256: oid } : {}) };
}

function stem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.onnx$/, '');
}

/** The dtype that a file's name states, `fp32` by default. */
export function dtypeOf(path: string): EncoderCard['dtype'] {
  return DTYPES.find(([pattern]) => pattern.test(stem(path)))?.[1] ?? 'fp32';
}

/** Whether a file holds a model's external weights: `model.onnx_data`, `model.onnx_data_1`, `model.onnx.data`. */
function isDataOf(path: string, model: string): boolean {
  return path.startsWith(model) && /^[_.]data(_\d+)?$/.test(path.slice(model.length));
}

/** The end of a file's name after `_model` or `_encoder`: equal for the two halves of one dtype. */
function suffix(path: string): string {
  return stem(path).replace(/^[a-z]+_(model|encoder)/, '');
}

/** Finds the text half with the dtype of a vision half, otherwise the largest one. */
function textFor(vision: HubFile, texts: readonly HubFile[]): HubFile | undefined {
  return (
    texts.find(({ path }) => suffix(path) === suffix(vision.path)) ??
    texts.toSorted((one, other) => other.sizeBytes - one.sizeBytes)[0]
  );
}

/** Groups files by the hub's names: `model` alone, or `vision_model` and `text_model`, then the dtype. */
function variants(files: readonly HubFile[]): readonly HubVariant[] {
  const named = (pattern: RegExp) =>
    files.filter(({ path }) => path.endsWith('.onnx') && pattern.test(stem(path)));
  const vision = named(/^vision_(model|encoder)/);
  const models = vision.length > 0 ? vision : named(/^(model|encoder_model)(_|$)/);
  const texts = named(/^text_(model|encoder)/);
  const whole = (model: HubFile) => [model, ...files.filter(({ path }) => isDataOf(path, model.path))];
  return models
    .map((model) => {
      const all = whole(model);
      const text = vision.length > 0 ? textFor(model, texts) : undefined;
      return {
        path: model.path,
        dtype: dtypeOf(model.path),
        files: all,
        sizeBytes: all.reduce((sum, file) => sum + file.sizeBytes, 0),
        ...(text ? { text: whole(text) } : {}),
      };
    })
    .toSorted((one, other) => one.sizeBytes - other.sizeBytes);
}

/** @param hub origin of the hub, without a slash at its end. */
export function fileUrl(hub: string, { repo, revision }: HubAddress, path: string): string {
  return `${hub}/${repo}/resolve/${encodeURIComponent(revision)}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** Reads the preprocessing that the model's files state; empty where they state none. */
async function preprocessing(
  has: (path: string) => boolean,
  said: (path: string) => Promise<unknown>,
): Promise<Pick<HubModel, 'preprocessing'>> {
  if (has(PROCESSOR)) return { preprocessing: fromProcessor(await said(PROCESSOR)) };
  const config = has(CONFIG) ? await said(CONFIG) : undefined;
  return isTimm(config) ? { preprocessing: fromTimm(config) } : {};
}

/**
 * Looks a model up with three requests: the commit, its list of files, and its `preprocessor_config.json`. If that file
 * is missing, `config.json` is read instead, where timm's models state their preprocessing.
 *
 * @param hub origin of the hub, without a slash at its end.
 * Rejects with `HubFailed` where the hub does not answer or has no such model, `ModelUnsuitable` where the model has no
 * ONNX file of its vision half or its preprocessing is not supported, and `AbortError`.
 */
export async function lookUp(hub: string, address: HubAddress, signal?: AbortSignal): Promise<HubModel> {
  const { repo, revision } = address;
  const api = `${hub}/api/models/${repo}`;
  const commit = field(await json(`${api}/revision/${encodeURIComponent(revision)}`, signal), 'sha');
  if (typeof commit !== 'string') throw refusal('HubFailed', { code: 'hub-commit', repo, revision });
  const list = await json(`${api}/tree/${commit}?recursive=true`, signal);
  const files = Array.isArray(list) ? list.flatMap((entry: unknown) => fileOf(entry) ?? []) : [];
  const found = variants(files);
  if (found.length === 0) {
    throw refusal('ModelUnsuitable', { code: 'hub-onnx', repo, files: files.length });
  }
  const pinned = { repo, revision: commit };
  const said = (path: string) => json(fileUrl(hub, pinned, path), signal);
  const has = (path: string) => files.some((file) => file.path === path);
  const tokenizer = TOKENIZER.flatMap((path) => files.filter((file) => file.path === path));
  return {
    ...pinned,
    variants: found,
    ...(has('tokenizer.json') ? { tokenizer } : {}),
    ...(await preprocessing(has, said)),
  };
}
