/** Says in German why custom models and devices are refused. */
import type { SettingRule } from '../../../contract/reasons';
import type { Messages } from '../messages';
import { agreement, count, decimal } from '../numbers';
import { portText } from '../reason-parts';

const UNLIKE = {
  patches: 'Ausschnitte eines Fotos in dessen eigenen Proportionen annimmt (NaFlex)',
  'crops-first': 'zuschneidet, bevor er die Größe ändert',
  'divides-twice': 'zweimal durch image_std teilt',
  'numbers-colours': 'Farben als Nummern angibt',
  'second-picture': 'ein zweites Bild aus Codes erzeugt',
} as const;

const RULES = {
  'size-form': 'size in Pixeln, als shortest_edge, oder als height und width',
  'no-longest-edge': 'size ohne longest_edge',
  'resize-mode': 'resize_mode shortest oder squash',
  resizes: 'ein Prozessor, der die Größe von Fotos ändert',
  'one-shape': 'ein Zuschnitt, damit alle Fotos dieselbe Form haben',
  'crop-proportion': 'size in den Proportionen von crop_size',
  'crop-share': 'crop_pct über 0, höchstens 1',
  'crop-share-proportion': 'crop_pct, das die Proportionen von input_size wahrt',
  'crop-mode': 'crop_mode center oder squash',
  'filter-number': 'resample 1 (Lanczos), 2 (bilinear), 3 (bikubisch), 4 (Box) oder 5 (Hamming)',
  'input-size': 'input_size aus Kanälen, Höhe und Breite',
  'input-channels': 'input_size mit 3 Kanälen',
} as const;

function setting(rule: SettingRule): string {
  if (typeof rule === 'string') return RULES[rule];
  if ('field' in rule) return rule.field;
  if ('aboveZero' in rule) return `${rule.aboveZero} über 0`;
  if ('threeNumbers' in rule) return `${rule.threeNumbers} aus drei Zahlen`;
  if ('without' in rule) return `ein Prozessor ohne ${rule.without}`;
  if ('unlike' in rule) {
    return `ein Prozessor wie der von ViT oder CLIP, nicht einer, der ${UNLIKE[rule.unlike]}`;
  }
  return `interpolation ${rule.filterOf.join(', ')}`;
}

const INPUTS = {
  channels: 'ein Stapel farbiger Fotos mit 3 Kanälen',
  type: 'float32, float16 oder uint8',
  axes: 'vier Achsen',
  batch: 'ein Stapel beliebiger Größe, oder mit einem Foto',
} as const;

/** Writes a cosine with four digits; text that is no number becomes `NaN`. */
function cosineText(digits: string): string {
  return agreement(Number(digits));
}

export const modelReasons: Messages['modelReasons'] = {
  'hub-address': ({ typed }) =>
    `erwartet wird Besitzer/Name oder eine Adresse auf huggingface.co, eingegeben wurde „${typed}“`,
  'hub-silent': ({ host, why }) => `${host} antwortet nicht: ${why}`,
  'hub-json': ({ url, why }) => `${url}: JSON wird erwartet, ${why}`,
  'hub-commit': ({ repo, revision }) => `${repo} hat keinen Commit ${revision}`,
  'hub-file': ({ repo, path }) => `${repo} hat keine Datei ${path}`,
  'hub-onnx': ({ repo, files }) =>
    `onnx/model.onnx oder onnx/vision_model.onnx wird in ${repo} erwartet, dort liegen ${count(files)} andere Dateien`,
  'at-address': ({ url, why }) => `${url}: ${why}`,
  http: ({ status }) => `HTTP ${status}`,
  'web-page': () => 'statt einer Datei kam eine Webseite',
  'nothing-follows': () => 'nach dem, was schon da ist, kommt nichts',
  'rest-at': ({ start }) => `der Rest ab ${count(start)} kam, erwartet wird er ab 0`,
  'connection-ended': ({ bytes, of }) => `die Verbindung endete bei ${count(bytes)} von ${count(of)} Bytes`,
  'more-than-said': ({ url, bytes }) => `${url}: Es kam mehr als die angegebenen ${count(bytes)} Bytes`,
  setting: ({ file, expected, came }) => `in ${file} wird erwartet: ${setting(expected)}; dort steht ${came}`,
  'no-json': ({ file, why }) => `${file} ist kein JSON: ${why}`,
  'no-object': ({ file, came }) => `in ${file} wird ein Objekt erwartet, dort steht ${came}`,
  'file-says': ({ file, why }) => `${file}: ${why}`,
  'one-onnx': ({ came }) =>
    `eine .onnx-Datei wird erwartet, dazu text_….onnx, sofern vorhanden; gewählt wurden ${count(came)}`,
  'model-bytes': ({ bytes, most }) =>
    `höchstens ${count(most)} Bytes werden erwartet, es sind ${count(bytes)}`,
  'no-tokenizer': ({ tokenizer, model }) => `${tokenizer} wird neben ${model} erwartet, fehlt aber`,
  'model-gone': ({ file, why }) => `${file} ist nicht auf diesem Gerät: ${why}`,
  'model-hash': ({ file, came, expected }) => `${file} hat SHA-256 ${came}, erwartet wird ${expected}`,
  'model-ports': ({ inputs, outputs }) =>
    `das Modell hat ${inputs.length} Eingaben (${inputs.join(', ')}) und ${outputs} Ausgaben, ` +
    'erwartet werden eine Eingabe für Fotos, beliebig viele für Wörter, und mindestens eine Ausgabe',
  'input-form': ({ expected, came: { name, type, shape } }) =>
    `als Eingabe des Modells wird erwartet: ${INPUTS[expected]}; es hat ${portText(`${name} als ${type}`, shape)}`,
  'no-embedding': ({ outputs }) =>
    `eine Ausgabe mit einem Embedding wird erwartet, es gibt ${outputs.map(({ name, shape }) => portText(name, shape)).join(', ')}`,
  'probe-not-finite': ({ output }) => `${output} der Probe ist nicht durchweg endlich, oder ganz null`,
  'text-output': ({ outputs, beside }) =>
    `text_embeds neben image_embeds, oder pooler_output neben pooler_output wird erwartet, ` +
    `es gibt ${outputs.join(', ')} neben ${beside || 'einer Ausgabe ohne Namen'}`,
  'text-input': ({ expected, inputs }) =>
    `${expected} aus ganzen Zahlen wird von einem Textmodell erwartet, es hat ${inputs.map(({ name, type }) => `${name} als ${type}`).join(', ')}`,
  'text-dims': ({ output, values, dims }) =>
    `${output} eines Textes hat ${count(values)} Werte, das Embedding eines Fotos hat ${count(dims)}`,
  'text-not-finite': ({ output }) => `${output} eines Textes ist nicht durchweg endlich, oder ganz null`,
  'texts-alike': () => 'verschiedene Texte müssen sich unterscheiden, alle kamen gleich heraus',
  'photos-alike': () => 'alle gezeichneten Fotos kommen gleich heraus',
  'device-cosine': ({ cosine, least }) =>
    `Kosinus ${cosineText(cosine)} zu WASM, erwartet wird ${decimal(least, 3)}`,
  'probe-cosine': ({ cosine, least }) =>
    `die Probe hat Kosinus ${cosineText(cosine)} zur Modellkarte, erwartet wird ${decimal(least, 3)}`,
  'probe-map': ({ difference, most }) =>
    `die Karte der Probe weicht um ${cosineText(difference)} ab, erwartet wird weniger als ${decimal(most, 2)}`,
  'on-device': ({ model, device, why }) => `${model} auf ${device}: ${why}`,
  'model-values': ({ model, values, expected }) =>
    `${model} ergibt ${count(values)} Werte je Foto, erwartet werden ${count(expected)}`,
  'model-not-finite': ({ model, device, values, rows, expected }) =>
    `${model} auf ${device} ergab ${count(values)} Werte, einige davon nicht endlich; ` +
    `erwartet werden ${count(rows)} endliche Zeilen zu ${count(expected)}`,
  'runtime-start': ({ device, why }) => `die Laufzeit für ${device} ist nicht gestartet: ${why}`,
  'no-memory': ({ why }) => `auf wasm reicht der Arbeitsspeicher nicht: ${why}`,
  'no-session': ({ device, why }) => `keine Sitzung auf ${device}: ${why}`,
  'run-failed': ({ device, shapes, why }) => `${device}, Lauf von ${shapes.join(', ')}: ${why}`,
  'output-type': ({ output, type }) =>
    `die Ausgabe ${output} ${type === undefined ? 'fehlt' : `ist ${type}`}, erwartet wird float32 oder float16`,
  'gpu-gone': ({ why }) => `die GPU ging verloren: ${why}`,
  'pair-rates': ({ webgpu, wasm }) =>
    `${millions(webgpu)} Millionen Paare/s mit WebGPU, ${millions(wasm)} mit WASM`,
  'gpu-slower': () => 'die GPU ist langsamer als WASM',
  'gpu-missing': () => 'der Browser hat keinen WebGPU-Adapter',
  'gpu-lost': ({ why }) => `die GPU ging verloren: ${why}`,
  'gpu-refused': ({ why }) => `die GPU lehnte ab: ${why}`,
  'gpu-rows': ({ bytes, most }) =>
    `die Zeilen haben ${count(bytes)} Bytes, diese GPU nimmt höchstens ${count(most)} auf`,
  'gpu-memory': ({ bytes, why }) => `die GPU hat keinen Platz für ${count(bytes)} Bytes an Zeilen: ${why}`,
  'gpu-silent': () => 'die GPU gab keine Antwort',
  'gpu-groups': ({ ran, expected }) =>
    `die GPU führte ${count(ran)} Arbeitsgruppen einer Kachel aus, erwartet werden ${count(expected)}`,
  'gpu-wrong': ({ passed, expected }) =>
    `die GPU ließ ${passed === undefined ? 'zu viele' : count(passed)} Paare durch, erwartet werden ${count(expected)} andere`,
};

/** Writes a rate that has two significant digits; a small one keeps its decimals. */
function millions(rate: number): string {
  return decimal(rate, rate < 10 && !Number.isInteger(rate) ? 2 : 0);
}
