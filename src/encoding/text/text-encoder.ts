/** Encodes texts into the photos' space with a text model and its tokenizer. */
import type { EncoderCard } from '../../contract/card';
import { pool } from '../encoder/pool';
import type { TextForm } from '../../contract/models';
import { refusal } from '../../contract/reasons';
import { TOKEN_IDS, emptyPhoto, integers, isPhotos, isWords } from '../../inference/ports';
import type { Feed } from '../../inference/feed';
import { startModel, type ModelBytes, type StartedModel } from '../../inference/session';
import { textOutput } from './text-output';
import { openTokenizer, type Tokenizer, type TokenizerFiles, type Tokens } from './tokenizer';

/** A loaded text model, on WASM: a query is a single row, for which no other device is faster. */
export interface TextEncoder {
  readonly form: TextForm;
  /**
   * Encodes a text into `[dims]` float32 of unit length, owned by the caller; one call at a time.
   * Rejects with `EncoderFailed`, also where a value is not finite, and `ModelUnsuitable` where its dims differ.
   */
  encode(text: string): Promise<Float32Array<ArrayBuffer>>;
  dispose(): Promise<void>;
}

const LAST_RESORT_TOKENS = 77;

/** Takes the length from the model's file if it fixes one, otherwise from the tokenizer's files. */
function formOf({ inputs, outputs }: StartedModel, tokenizer: Tokenizer, card: EncoderCard): TextForm {
  const tokens = inputs.find(({ name }) => name === TOKEN_IDS);
  const strange = inputs.filter((port) => !isWords(port) && !isPhotos(port));
  if (!tokens || strange.length > 0) {
    throw refusal('ModelUnsuitable', {
      code: 'text-input',
      expected: TOKEN_IDS,
      inputs: inputs.map(({ name, type }) => ({ name, type })),
    });
  }
  const fixed = tokens.shape[1];
  const names = outputs.map(({ name }) => name);
  return {
    length: typeof fixed === 'number' && fixed > 0 ? fixed : (tokenizer.saidLength ?? LAST_RESORT_TOKENS),
    padId: tokenizer.padId,
    output: textOutput(names, card.output ?? { name: names[0] ?? '', pooling: 'vector' }),
  };
}

function feedsOf({ inputs }: StartedModel, { ids, mask }: Tokens, card: EncoderCard): Record<string, Feed> {
  const { side, width = side } = card.preprocessing;
  const values: Partial<Record<string, readonly number[]>> = {
    [TOKEN_IDS]: ids,
    attention_mask: mask,
    position_ids: ids.map((_, i) => i),
    token_type_ids: ids.map(() => 0),
  };
  return Object.fromEntries(
    inputs.map((port) => [
      port.name,
      isPhotos(port) ? emptyPhoto(port, side, width) : integers(port, values[port.name] ?? ids, 1),
    ]),
  );
}

/**
 * Opens a text model.
 *
 * @param model the photo encoder's own file, if that holds both models.
 * Rejects with `ModelCorrupt` where it is no ONNX file, `ModelUnsuitable` where it or its tokenizer is not supported.
 */
export async function openTextEncoder(
  model: ModelBytes,
  files: TokenizerFiles,
  card: EncoderCard,
): Promise<TextEncoder> {
  const tokenizer = await openTokenizer(files);
  const started = await startModel(model, 'wasm');
  try {
    const form = formOf(started, tokenizer, card);
    return {
      form,
      async encode(text) {
        const feeds = feedsOf(started, tokenizer.encode(text, form), card);
        const row = pool(await started.run(feeds, form.output), 'vector');
        if (row.length !== card.dims) {
          const counts = { values: row.length, dims: card.dims };
          throw refusal('ModelUnsuitable', { code: 'text-dims', output: form.output, ...counts });
        }
        if (row.every(Number.isFinite)) return row;
        throw refusal('EncoderFailed', { code: 'text-not-finite', output: form.output });
      },
      dispose: () => started.dispose(),
    };
  } catch (error) {
    await started.dispose();
    throw error;
  }
}
