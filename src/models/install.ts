/** Examines a model whose files are on this device, tries it, and stores its record. */
import type { EncoderCard, EncoderOutput, Preprocessing } from '../contract/card';
import type { KeptFile, KeptModel, KeptText, ModelProgress } from '../contract/models';
import { fingerprint } from '../encoding/encoder/fingerprint';
import { devicesToTry } from '../inference/device';
import { asError } from '../shared/errors';
import { textHash, totalOf } from './fetch-files';
import { openKeptText } from './shelf/kept-text';
import { keep, openKept, sweep } from './shelf/shelf';
import { examine } from './trial/examine';
import { tryDevices } from './trial/try-devices';
import { tryText } from './trial/try-text';

/** A model whose files are stored, before it is opened. */
export interface Arrived {
  readonly name: string;
  /** Where it came from, as shown to the user. */
  readonly origin: string;
  readonly dtype: EncoderCard['dtype'];
  /** The model's own file first. */
  readonly files: readonly KeptFile[];
  readonly preprocessing: Preprocessing;
  /** The output to use; the likeliest by default. */
  readonly output?: EncoderOutput;
  /** Whether its preprocessing is a guess rather than stated by its files; false by default. */
  readonly isGuess?: boolean;
  /** Its text model; absent without a tokenizer. */
  readonly text?: Pick<KeptText, 'files' | 'tokenizer'> | undefined;
  /** Why its text model could not be fetched; absent otherwise. */
  readonly missing?: Pick<KeptModel, 'textRefusal' | 'textFrom'> | undefined;
}

/**
 * Tries the text model that came with a photo encoder.
 *
 * @param takesWords whether the encoder's own file holds a text model.
 * @returns the text model, or why it is left out: photos can be searched without it.
 */
export async function triedText(
  { name, files, text, missing }: Pick<Arrived, 'name' | 'files' | 'text' | 'missing'>,
  card: EncoderCard,
  takesWords: boolean,
): Promise<Pick<KeptModel, 'text' | 'textRefusal' | 'textFrom'>> {
  if (missing) return missing;
  // a tokenizer without a text model, as many models of photos alone have
  if (!text || (text.files.length === 0 && !takesWords)) return {};
  try {
    const opened = await openKeptText(name, text, files);
    return { text: { ...text, form: await tryText(opened.model, opened.files, card) } };
  } catch (error) {
    return { textRefusal: asError(error).message };
  }
}

/**
 * Opens a model, tries it on every device, and stores its record.
 *
 * Rejects as `openKept` and `examine`, and with `StorageFailed`. If `examine` rejects, the model's files are deleted
 * unless another model uses them.
 */
export async function install(
  arrived: Arrived,
  listener: (progress: ModelProgress) => void,
): Promise<KeptModel> {
  const { name, origin, dtype, files, preprocessing, output, isGuess = false } = arrived;
  const sizeBytes = totalOf(files);
  const tell = (stage: ModelProgress['stage']) => {
    listener({ stage, doneBytes: sizeBytes, totalBytes: sizeBytes });
  };
  tell('checking');
  const hashes = files.map((file) => file.sha256);
  const whole = hashes.length === 1 ? (hashes[0] ?? '') : await textHash(hashes.join(' '));
  const facts = { name, version: '1', sha256: whole, sizeBytes, dtype };
  const { bytes, data = [] } = await openKept({ card: { name }, files });
  const examined = examine({ bytes, data, facts, preprocessing, output });
  // a model that cannot encode photos is not stored
  const { card, outputs, takesWords } = await examined.catch(async (error: unknown) => {
    await sweep();
    throw error;
  });
  tell('trying');
  const trial = await tryDevices({ card, bytes, data }, await devicesToTry());
  const id = (await fingerprint(card)).slice(0, 16);
  const text = await triedText(arrived, card, takesWords);
  const model = { id, card, origin, files, outputs, trial, ...text, ...(isGuess ? { isGuess } : {}) };
  await keep(model);
  return model;
}
