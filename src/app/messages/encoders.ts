/** Holds the English texts of the panel of encoders. */
import { section } from './language';
import { agreement, count, plural, rate, share, size } from './numbers';

export const encoders = section('encoders', {
  title: 'Encoders',
  compare: 'Compare',
  list: 'Encoders on this device',
  shipped: 'Comes with Lookalike',
  former: 'As it came with an earlier version, until your products are embedded anew',
  inUse: 'In use',
  use: 'Use',
  asking: 'Asking huggingface.co…',
  fetching: (doneBytes: number, totalBytes: number) => `Fetching: ${size(doneBytes)} of ${size(totalBytes)}`,
  checking: 'Checking the file…',
  trying: 'Trying it on drawn photos…',
  modelOnHub: 'Model on Hugging Face',
  modelOnHubShape: 'owner/name on Hugging Face',
  ask: 'Ask huggingface.co',
  openTitle:
    'An .onnx file, with its data files, preprocessor_config.json, text_model.onnx and tokenizer.json where it has them',
  open: 'Open a file',
  privacy:
    'Only “Ask” and “Fetch” leave this device: huggingface.co then sees your address and the model’s name, never a photo, never a word that you search by.',
  bytesFetched: 'Bytes fetched',
  cancelTitle: 'Cancel: what has come is kept, and goes on the next time',
  notUsed: (device: string, reason: string | undefined) => `${device}: not used, ${reason ?? 'it failed'}`,
  speed: (device: string, perSecond: number) => `${device}: ${rate(perSecond)} photos/s`,
  speedAndAgreement: (device: string, perSecond: number, cosine: number, overlap: number) =>
    `${device}: ${rate(perSecond)} photos/s, agrees with WASM (cosine ${agreement(cosine)}, nearest ${share(overlap)})`,
  /** @param output name of the output; undefined for the first one. */
  values: (dims: number, output: string | undefined) => `${count(dims)} values of ${output ?? 'its output'}`,
  searchesByWords: (tokens: number) => `Searches by words, of ${count(tokens)} tokens at most`,
  noWords: (reason: string) => `Not searched by words: ${reason}`,
  fetchWords: 'Fetch its words again',
  guess: 'Nobody says how it takes photos: see below that what is usual is right',
  /** @param time as written by `common.estimate`: `about 2 min`. */
  takes: (products: number, time: string) =>
    `To encode ${plural(products, { one: '# product', other: '# products' })} takes ${time} at least`,
  correct: (name: string) => `Correct ${name}`,
  correctTitle: 'How it takes photos, and which output is its embedding',
  remove: (name: string) => `Remove ${name}`,
  hasFiles: (repo: string) =>
    `${repo} has these files. What you choose is fetched from huggingface.co and kept in this browser.`,
  unsaid:
    'Its makers do not say how it takes photos: what is usual is taken, and can be corrected afterwards.',
  withText: 'With its text model, to search by words',
  files: 'Files on the hub',
  fetch: (bytes: number) => `Fetch ${size(bytes)}`,
  embedded: (rows: number, products: number, bytes: number) =>
    `${count(rows)} of ${count(products)} embedded · ${size(bytes)}`,
  noneEmbedded: (products: number) => `None of ${count(products)} embedded yet`,
  reallyDelete: (bytes: number) => `Delete ${size(bytes)}? The encoder and your products stay.`,
  delete: 'Delete',
  deleteOf: (name: string) => `Delete the embeddings of ${name}`,
  keep: 'Keep',
  embed: 'Embed',
  embedTitle: 'Embed your products with this encoder, while the one in use goes on answering',
  embedWith: (name: string) => `Embed with ${name}`,
  deleteEmbeddings: 'Delete embeddings…',
  deleteEmbeddingsOf: (name: string) => `Delete embeddings of ${name}…`,
});
