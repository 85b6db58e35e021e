/** Installs custom models from the hub or from files of this device, and corrects installed ones. */
import type { EncoderOutput, Preprocessing } from '../contract/card';
import type { HubModel, KeptFile, KeptModel, ModelProgress, TextSource } from '../contract/models';
import { refusal } from '../contract/reasons';
import { asError, isAbort } from '../shared/errors';
import { fetchFiles, totalOf } from './fetch-files';
import { hubAddress } from './hub/address';
import { dtypeOf, lookUp } from './hub/look-up';
import { refuseTooLarge, sortFiles } from './hub/sort-files';
import { install, triedText, type Arrived } from './install';
import { copyFile } from './shelf/copy-file';
import { discard, keep, keptModel, sweep } from './shelf/shelf';

type Listener = (progress: ModelProgress) => void;

/** Implements methods of `ModelsApi`, which documents their parameters and errors. */
export class ModelIntake {
  readonly #hub: string;

  /** @param hub the one origin that is asked; it may redirect to other origins of its owner for files. */
  constructor(hub: string) {
    this.#hub = hub;
  }

  async lookUp(typed: string, signal?: AbortSignal): Promise<HubModel> {
    return lookUp(this.#hub, hubAddress(typed), signal);
  }

  async fetch(
    model: HubModel,
    path: string,
    usual: Preprocessing,
    listener: Listener,
    signal?: AbortSignal,
  ): Promise<KeptModel> {
    const variant = model.variants.find((one) => one.path === path);
    if (!variant) throw refusal('HubFailed', { code: 'hub-file', repo: model.repo, path });
    const { files: own, text: ofText = [], dtype } = variant;
    const { repo, revision, tokenizer, preprocessing = usual } = model;
    const words = tokenizer ? [...ofText, ...tokenizer] : [];
    const totalBytes = totalOf([...own, ...words]);
    refuseTooLarge(totalBytes);
    const from = (beforeBytes: number) => (hereBytes: number) => {
      listener({ stage: 'fetching', doneBytes: beforeBytes + hereBytes, totalBytes });
    };
    const files = await fetchFiles(this.#hub, model, own, from(0), signal);
    const source = tokenizer && { repo, revision, files: ofText, tokenizer };
    const text = source && (await this.#fetchText(source, from(totalOf(own)), signal));
    const name = repo.slice(repo.indexOf('/') + 1);
    const origin = `${repo} · ${path}`;
    return install(
      { name, origin, dtype, files, preprocessing, isGuess: !model.preprocessing, ...text },
      listener,
    );
  }

  async fetchText(id: string, listener: Listener, signal?: AbortSignal): Promise<KeptModel> {
    const before = await keptModel(id);
    const { textFrom, textRefusal: _refusal, ...model } = before;
    if (!textFrom) return before;
    const totalBytes = totalOf([...textFrom.files, ...textFrom.tokenizer]);
    const progress = (doneBytes: number) => {
      listener({ stage: 'fetching', doneBytes, totalBytes });
    };
    const came = await this.#fetchText(textFrom, progress, signal);
    listener({ stage: 'trying', doneBytes: totalBytes, totalBytes });
    const { card, files } = model;
    const kept = { ...model, ...(await triedText({ name: card.name, files, ...came }, card, true)) };
    await keep(kept);
    return kept;
  }

  async take(files: readonly File[], usual: Preprocessing, listener: Listener): Promise<KeptModel> {
    const { own, data, text, textRefusal, said } = await sortFiles(files);
    const kept = await copyAll([own, ...data]);
    const words = text && { files: await copyAll(text.files), tokenizer: await copyAll(text.tokenizer) };
    return install(
      {
        name: own.name.replace(/\.onnx$/, ''),
        origin: own.name,
        dtype: dtypeOf(own.name),
        files: kept,
        preprocessing: said ?? usual,
        isGuess: !said,
        text: words,
        missing: textRefusal === undefined ? undefined : { textRefusal },
      },
      listener,
    );
  }

  async correct(id: string, preprocessing: Preprocessing, output: EncoderOutput): Promise<KeptModel> {
    const { card, origin, files, text, textRefusal, textFrom } = await keptModel(id);
    const { name, dtype } = card;
    const missing =
      textRefusal === undefined ? undefined : { textRefusal, ...(textFrom ? { textFrom } : {}) };
    const arrived = { name, origin, dtype, files, preprocessing, output, text, missing };
    const corrected = await install(arrived, () => undefined);
    if (corrected.id !== id) await discard(id);
    return corrected;
  }

  /** Fetches a text half. If that fails, the model is installed without it, and `fetchText` can retry. */
  async #fetchText(
    from: TextSource,
    progress: (hereBytes: number) => void,
    signal: AbortSignal | undefined,
  ): Promise<Pick<Arrived, 'text' | 'missing'>> {
    const { files, tokenizer } = from;
    try {
      const came = await fetchFiles(this.#hub, from, [...files, ...tokenizer], progress, signal);
      return { text: { files: came.slice(0, files.length), tokenizer: came.slice(files.length) } };
    } catch (error) {
      if (isAbort(error)) throw error;
      return { missing: { textRefusal: asError(error).message, textFrom: from } };
    }
  }
}

/** Copies files one after the other; if one does not fit, all copies are deleted. */
async function copyAll(files: readonly File[]): Promise<readonly KeptFile[]> {
  const kept: KeptFile[] = [];
  try {
    for (const file of files) kept.push(await copyFile(file));
  } catch (error) {
    // the originals still exist, and the copies take room that may be lacking
    await sweep();
    throw error;
  }
  return kept;
}
