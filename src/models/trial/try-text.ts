/** Tries an unknown text model with its photo encoder's card and says how it is used. */
import type { EncoderCard } from '../../contract/card';
import { cosine } from '../../encoding/encoder/cosine';
import type { TextForm } from '../../contract/models';
import { refusal } from '../../contract/reasons';
import type { ModelBytes } from '../../inference/session';
import { openTextEncoder } from '../../encoding/text/text-encoder';
import type { TokenizerFiles } from '../../encoding/text/tokenizer';

/** Texts that have nothing in common. */
const TEXTS = ['a red dress', 'black leather shoes on a white floor', '7'] as const;
/** Above this cosine the model does not tell two texts apart. */
const ALIKE = 0.9999;

/**
 * Encodes some texts: the embeddings must have the photos' dims and differ.
 *
 * Rejects as `openTextEncoder` and `TextEncoder.encode`, and with `ModelUnsuitable` where all texts come out alike.
 */
export async function tryText(
  model: ModelBytes,
  files: TokenizerFiles,
  card: EncoderCard,
): Promise<TextForm> {
  const encoder = await openTextEncoder(model, files, card);
  try {
    const rows: Float32Array[] = [];
    for (const text of TEXTS) rows.push(await encoder.encode(text));
    if (rows.slice(1).every((row) => cosine(row, rows[0]!) > ALIKE)) {
      throw refusal('ModelUnsuitable', { code: 'texts-alike' });
    }
    return encoder.form;
  } finally {
    await encoder.dispose();
  }
}
