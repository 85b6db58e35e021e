/** Sorts files of this device by their names into the parts of one model. */
import type { Preprocessing } from '../../contract/card';
import { messageOf, refusal } from '../../contract/reasons';
import { CONFIG, MOST_BYTES, PROCESSOR, TOKENIZER } from './look-up';
import { fromProcessor } from './processor';
import { fromTimm, isTimm } from './timm';

/** The files of one model. */
export interface SortedFiles {
  readonly own: File;
  /** Files with its external weights. */
  readonly data: readonly File[];
  /** Absent without a tokenizer. */
  readonly text?: {
    /** Its own file first, then its weights; empty if the photo encoder's own file holds the text model. */
    readonly files: readonly File[];
    /** `tokenizer.json` first. */
    readonly tokenizer: readonly File[];
  };
  /** Why the text model among the files cannot be used, as `KeptModel.textRefusal`. */
  readonly textRefusal?: string;
  /** Preprocessing from `preprocessor_config.json`, or from a `config.json` of timm. */
  readonly said?: Preprocessing;
}

/** @throws ModelTooLarge. */
export function refuseTooLarge(sizeBytes: number): void {
  if (sizeBytes <= MOST_BYTES) return;
  throw refusal('ModelTooLarge', { code: 'model-bytes', bytes: sizeBytes, most: MOST_BYTES });
}

async function jsonOf(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text());
  } catch (error) {
    const reason = { code: 'no-json', file: file.name, why: String(error) } as const;
    throw refusal('ModelUnsuitable', reason, { cause: error });
  }
}

/** Reads the preprocessing that the files state; empty where they state none. */
async function saidBy(files: readonly File[]): Promise<Pick<SortedFiles, 'said'>> {
  const processor = files.find(({ name }) => name === PROCESSOR);
  if (processor) return { said: fromProcessor(await jsonOf(processor)) };
  const config = files.find(({ name }) => name === CONFIG);
  const json = config && (await jsonOf(config));
  return isTimm(json) ? { said: fromTimm(json) } : {};
}

/**
 * Finds the one photo encoder among the files, its text model if there is one, and the files of both.
 *
 * Rejects with `ModelUnsuitable` where there is not exactly one photo encoder or its preprocessing is not supported,
 * and with `ModelTooLarge`.
 */
export async function sortFiles(files: readonly File[]): Promise<SortedFiles> {
  const models = files.filter(({ name }) => name.endsWith('.onnx'));
  const text = models.find(({ name }) => name.startsWith('text_'));
  const [own, ...others] = models.filter((file) => file !== text || models.length === 1);
  if (!own || others.length > 0) {
    throw refusal('ModelUnsuitable', { code: 'one-onnx', came: models.length });
  }
  const rest = files.filter((file) => !models.includes(file) && !file.name.endsWith('.json'));
  const ofText = rest.filter(({ name }) => text && name.startsWith(text.name));
  const data = rest.filter((file) => !ofText.includes(file));
  const tokenizer = TOKENIZER.flatMap((name) => files.filter((file) => file.name === name));
  const words = text && own !== text ? [text, ...ofText] : [];
  refuseTooLarge([own, ...data, ...words].reduce((sum, { size }) => sum + size, 0));
  const [wanted = ''] = TOKENIZER;
  const hasTokenizer = tokenizer[0]?.name === wanted;
  return {
    own,
    data,
    ...(hasTokenizer ? { text: { files: words, tokenizer } } : {}),
    ...(text && words.length > 0 && !hasTokenizer
      ? { textRefusal: messageOf({ code: 'no-tokenizer', tokenizer: wanted, model: text.name }) }
      : {}),
    ...(await saidBy(files)),
  };
}
