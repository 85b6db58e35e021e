/** Holds the German texts of the panel of encoders. */
import type { Messages } from '../messages';
import { agreement, count, plural, rate, share, size } from '../numbers';

export const encoders: Messages['encoders'] = {
  title: 'Encoder',
  compare: 'Vergleichen',
  list: 'Encoder auf diesem Gerät',
  shipped: 'In Lookalike enthalten',
  former: 'Aus einer früheren Version, bis Ihre Produkte neu eingelesen sind',
  inUse: 'In Verwendung',
  use: 'Verwenden',
  asking: 'huggingface.co wird gefragt …',
  fetching: (doneBytes, totalBytes) => `Wird geladen: ${size(doneBytes)} von ${size(totalBytes)}`,
  checking: 'Die Datei wird geprüft …',
  trying: 'Wird an gezeichneten Fotos ausprobiert …',
  modelOnHub: 'Modell auf Hugging Face',
  modelOnHubShape: 'Besitzer/Name auf Hugging Face',
  ask: 'huggingface.co fragen',
  openTitle:
    'Eine .onnx-Datei, mit ihren Datendateien, preprocessor_config.json, text_model.onnx und tokenizer.json, sofern vorhanden',
  open: 'Datei öffnen',
  privacy:
    'Nur „huggingface.co fragen“ und „Laden“ verlassen dieses Gerät: huggingface.co sieht dann Ihre Adresse und den Namen des Modells, nie ein Foto und nie ein Wort, nach dem Sie suchen.',
  bytesFetched: 'Geladene Bytes',
  cancelTitle: 'Abbrechen: Was geladen ist, bleibt erhalten, und beim nächsten Mal geht es dort weiter',
  notUsed: (device, reason) => `${device}: nicht verwendet, ${reason ?? 'ist fehlgeschlagen'}`,
  speed: (device, perSecond) => `${device}: ${rate(perSecond)} Fotos/s`,
  speedAndAgreement: (device, perSecond, cosine, overlap) =>
    `${device}: ${rate(perSecond)} Fotos/s, stimmt mit WASM überein (Kosinus ${agreement(cosine)}, Nächste ${share(overlap)})`,
  values: (dims, output) => `${count(dims)} Werte aus ${output ?? 'seiner Ausgabe'}`,
  searchesByWords: (tokens) => `Sucht mit Wörtern, höchstens ${count(tokens)} Tokens`,
  noWords: (reason) => `Keine Suche mit Wörtern: ${reason}`,
  fetchWords: 'Wörter erneut laden',
  guess: 'Nirgends steht, wie er Fotos annimmt: Sehen Sie unten nach, ob das Übliche passt',
  takes: (products, time) =>
    `${plural(products, { one: '# Produkt', other: '# Produkte' })} einzulesen dauert mindestens ${time}`,
  correct: (name) => `${name} berichtigen`,
  correctTitle: 'Wie er Fotos annimmt, und welche Ausgabe sein Embedding ist',
  remove: (name) => `${name} entfernen`,
  hasFiles: (repo) =>
    `${repo} enthält diese Dateien. Was Sie wählen, wird von huggingface.co geladen und in diesem Browser aufbewahrt.`,
  unsaid:
    'Wie er Fotos annimmt, steht bei ihm nicht: Das Übliche wird angenommen und lässt sich danach berichtigen.',
  withText: 'Mit seinem Textmodell, um mit Wörtern zu suchen',
  files: 'Dateien auf Hugging Face',
  fetch: (bytes) => `${size(bytes)} laden`,
  embedded: (rows, products, bytes) => `${count(rows)} von ${count(products)} eingelesen · ${size(bytes)}`,
  noneEmbedded: (products) => `Noch keines von ${count(products)} eingelesen`,
  reallyDelete: (bytes) => `${size(bytes)} löschen? Der Encoder und Ihre Produkte bleiben.`,
  delete: 'Löschen',
  deleteOf: (name) => `Embeddings von ${name} löschen`,
  keep: 'Behalten',
  embed: 'Einlesen',
  embedTitle: 'Ihre Produkte mit diesem Encoder einlesen, während der bisherige weiter antwortet',
  embedWith: (name) => `Mit ${name} einlesen`,
  deleteEmbeddings: 'Embeddings löschen …',
  deleteEmbeddingsOf: (name) => `Embeddings von ${name} löschen …`,
};
