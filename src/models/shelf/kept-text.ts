/** Reads an installed text model's files and checks each against its hash. */
import type { KeptFile, KeptText } from '../../contract/models';
import type { ModelBytes } from '../../inference/session';
import { bytesOf, openKept } from './shelf';

async function named(files: readonly KeptFile[], name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const file = files.find((one) => one.name === name);
  return file && bytesOf(file);
}

/**
 * @param own the photo encoder's files, which hold the text model if it has no files of its own.
 * Rejects with `ModelMissing`, and with `ModelCorrupt` where a file has changed.
 */
export async function openKeptText(
  name: string,
  { files, tokenizer }: Pick<KeptText, 'files' | 'tokenizer'>,
  own: readonly KeptFile[],
) {
  const { bytes, data = [] } = await openKept({
    card: { name },
    files: files.length > 0 ? files : own,
  });
  const [first] = tokenizer;
  const model: ModelBytes = { bytes, data };
  return {
    model,
    files: {
      tokenizer: first ? await bytesOf(first) : new Uint8Array(),
      settings: await named(tokenizer, 'tokenizer_config.json'),
      model: await named(tokenizer, 'config.json'),
    },
  };
}
