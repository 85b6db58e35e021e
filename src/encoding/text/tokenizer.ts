/** Turns texts into rows of token ids of one length, with a hub model's tokenizer files. */
import { asError } from '../../shared/errors';
import type { TextForm } from '../../contract/models';
import { refusal } from '../../contract/reasons';

/** A tokenizer's files, by their role. */
export interface TokenizerFiles {
  /** `tokenizer.json`. */
  readonly tokenizer: Uint8Array;
  /** `tokenizer_config.json`. */
  readonly settings?: Uint8Array | undefined;
  /** `config.json`, which may say how many tokens the text model takes. */
  readonly model?: Uint8Array | undefined;
}

/** A text as its model takes it. */
export interface Tokens {
  /** Has `length` ids. */
  readonly ids: readonly number[];
  /** 1 for a token of the text, 0 for padding. */
  readonly mask: readonly number[];
}

export interface Tokenizer {
  /** Length that the files state, in tokens; undefined where they state none. */
  readonly saidLength: number | undefined;
  readonly padId: number;
  /** Cuts or pads a text at its end to the length. Tokens that end a text (CLIP's `<|endoftext|>`) survive the cut. */
  encode(text: string, form: Pick<TextForm, 'length' | 'padId'>): Tokens;
}

/** Largest length that is believed: files without one write a number like 1e30. */
const MOST_TOKENS = 4096;
/** `max_position_embeddings` of `SiglipTextConfig` and `CLIPTextConfig` in `transformers`, as the files omit it. */
const SIGLIP_TOKENS = 64;
const CLIP_TOKENS = 77;

type Json = Record<string, unknown>;

function parsed(bytes: Uint8Array | undefined, name: string): Json {
  if (!bytes) return {};
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    const reason = { code: 'no-json', file: name, why: asError(error).message } as const;
    throw refusal('ModelUnsuitable', reason, { cause: error });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw refusal('ModelUnsuitable', { code: 'no-object', file: name, came: typeof value });
}

function within(json: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    json,
  );
}

/** Finds the length in the files, the most reliable source first. */
function lengthSaid(tokenizer: Json, settings: Json, model: Json): number | undefined {
  const known = /siglip/i.test(String(model['model_type']))
    ? SIGLIP_TOKENS
    : /clip/i.test(String(model['model_type']))
      ? CLIP_TOKENS
      : undefined;
  return [
    settings['model_max_length'],
    within(tokenizer, 'padding', 'strategy', 'Fixed'),
    within(tokenizer, 'truncation', 'max_length'),
    within(model, 'text_config', 'max_position_embeddings'),
    known,
  ].find((value): value is number => typeof value === 'number' && value >= 2 && value <= MOST_TOKENS);
}

/** Finds `content` in `full` and returns the ids before and after it. */
function around(full: readonly number[], content: readonly number[]) {
  const added = full.length - content.length;
  for (let at = 0; at <= added; at++) {
    if (content.every((id, i) => full[at + i] === id)) {
      return { before: full.slice(0, at), after: full.slice(at + content.length) };
    }
  }
  return { before: [], after: [] };
}

/**
 * Opens a tokenizer; the first call loads the library that implements them.
 *
 * Rejects with `ModelUnsuitable` where a file is no JSON, or a tokenizer that is not supported.
 */
export async function openTokenizer(files: TokenizerFiles): Promise<Tokenizer> {
  const json = parsed(files.tokenizer, 'tokenizer.json');
  const settings = parsed(files.settings, 'tokenizer_config.json');
  const model = parsed(files.model, 'config.json');
  const library = await import('@huggingface/tokenizers');
  let tokenizer: InstanceType<typeof library.Tokenizer>;
  try {
    tokenizer = new library.Tokenizer(json, settings);
  } catch (error) {
    const reason = { code: 'file-says', file: 'tokenizer.json', why: asError(error).message } as const;
    throw refusal('ModelUnsuitable', reason, { cause: error });
  }
  const padToken = settings['pad_token'];
  const named = typeof padToken === 'string' ? padToken : within(padToken, 'content');
  const said = typeof named === 'string' ? tokenizer.token_to_id(named) : within(json, 'padding', 'pad_id');
  return {
    saidLength: lengthSaid(json, settings, model),
    padId: typeof said === 'number' ? said : 0,
    encode(text, { length, padId }) {
      const full = tokenizer.encode(text).ids;
      let ids = full;
      if (full.length > length) {
        const content = tokenizer.encode(text, { add_special_tokens: false }).ids;
        const { before, after } = around(full, content);
        const room = Math.max(0, length - before.length - after.length);
        ids = [...before, ...content.slice(0, room), ...after].slice(0, length);
      }
      const pads = new Array<number>(length - ids.length);
      return { ids: [...ids, ...pads.fill(padId)], mask: [...ids.map(() => 1), ...pads.map(() => 0)] };
    },
  };
}
