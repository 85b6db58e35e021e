/** Encodes texts into embeddings that can be compared with photos, on the thread of the text models. */
import { expose, transfer } from 'comlink';
import { LookalikeError } from '../shared/errors';
import { openKeptText } from '../models/shelf/kept-text';
import { keptModel } from '../models/shelf/shelf';
import type { TextApi } from '../contract/text';
import { openTextEncoder, type TextEncoder } from '../encoding/text/text-encoder';

let opened: { readonly keptId: string; readonly encoder: Promise<TextEncoder> } | undefined;
/** The last encoding, as a queue: texts are encoded one after the other. */
let last: Promise<unknown> = Promise.resolve();

async function open(keptId: string): Promise<TextEncoder> {
  const { card, files, text } = await keptModel(keptId);
  if (!text) throw new LookalikeError('ModelMissing', `${card.name} has no text model`);
  const { model, files: tokenizer } = await openKeptText(card.name, text, files);
  return openTextEncoder(model, tokenizer, card);
}

async function encoderOf(keptId: string): Promise<TextEncoder> {
  if (opened?.keptId === keptId) return opened.encoder;
  const before = opened;
  const mine = { keptId, encoder: open(keptId) };
  opened = mine;
  mine.encoder.catch(() => {
    if (opened === mine) opened = undefined;
  });
  await before?.encoder.then((one) => one.dispose()).catch(() => undefined);
  return mine.encoder;
}

const api = {
  encode(keptId, text) {
    const mine = last.then(async () => (await encoderOf(keptId)).encode(text));
    last = mine.catch(() => undefined);
    return mine.then((row) => transfer(row, [row.buffer]));
  },

  ping() {
    // the answer has no content: that it arrives shows that the thread is free
  },
} satisfies TextApi;

expose(api);
