/** Says in German why files of vectors and names are refused. */
import type { ArrayName, DtypeName, FilePart } from '../../../contract/reasons';
import type { Messages } from '../messages';
import { count, decimal } from '../numbers';
import { shapeText } from '../reason-parts';

const KINDS: Readonly<Record<string, string>> = {
  f: 'Gleitkommazahlen',
  i: 'ganze Zahlen',
  u: 'ganze Zahlen ohne Vorzeichen',
  b: 'Wahrheitswerte',
  c: 'komplexe Zahlen',
  S: 'Byteketten',
  U: 'Zeichenketten',
  M: 'Datumsangaben',
  m: 'Zeitspannen',
  V: 'rohe Bytes',
  O: 'Python-Objekte',
};

const PARTS: Readonly<Record<string, string>> = {
  file: 'die Datei',
  names: 'die Datei mit den Namen',
  zip: 'die Zip-Datei',
};

function part(what: FilePart): string {
  return PARTS[what] ?? `das Array „${what.slice(what.indexOf(':') + 1)}“`;
}

function type({ kind, descr }: DtypeName): string {
  if (descr === undefined) return 'ein strukturierter Typ';
  return kind === '' ? `ein unbekannter Typ (${descr})` : `${KINDS[kind] ?? kind} (${descr})`;
}

function array({ shape, dtype }: ArrayName): string {
  return `${shapeText(shape)}, ${type(dtype)}`;
}

function list(files: readonly string[]): string {
  return files.map((name) => `„${name}“`).join(', ');
}

function row({ row: at, name }: { readonly row: number; readonly name: string }): string {
  return `Zeile ${count(at)} („${name}“)`;
}

function damaged(fault: string): string {
  return `die Zip-Datei ist beschädigt: ${fault}`;
}

/** Bytes of memory in gigabytes, with the unit. */
function gigabytes(bytes: number): string {
  return `${decimal(bytes / 1e9, bytes < 1e9 ? 3 : 1)} GB`;
}

const UNITS = { line: 'Zeile', entry: 'Eintrag' } as const;

export const fileReasons: Messages['fileReasons'] = {
  'only-names': ({ files }) =>
    `nur Namen wurden gewählt (${list(files)}), erwartet wird dazu die Datei mit ihren Vektoren`,
  'no-file': () => 'keine Datei wurde gewählt, erwartet werden Vektoren als .npy oder .npz',
  'several-vectors': ({ files }) =>
    `${files.length} Dateien mit Vektoren wurden gewählt (${list(files)}), erwartet wird eine`,
  'several-names': ({ files }) =>
    `${files.length} Dateien mit Namen wurden gewählt (${list(files)}), erwartet wird eine`,
  'no-vectors': ({ file }) => `„${file}“ enthält keine Vektoren, erwartet wird mindestens einer`,
  'neither-kind': ({ file }) =>
    `„${file}“ ist keines von beiden, erwartet werden Vektoren als .npy oder .npz und Namen als .npy, .txt oder .csv`,
  'in-file': ({ file, why }) => `„${file}“: ${why}`,
  unreadable: ({ what, why }) => `${part(what)} kann nicht gelesen werden: ${why}`,
  'too-short': ({ what, bytes, least }) =>
    `${part(what)} hat ${count(bytes)} Bytes, erwartet werden mindestens ${count(least)}`,
  'ends-early': ({ what, bytes, least }) =>
    `${part(what)} endet nach ${count(bytes)} Bytes, erwartet werden mindestens ${count(least)}`,
  'goes-on': ({ what, bytes }) => `${part(what)} geht nach ihren ${count(bytes)} Bytes weiter`,
  checksum: ({ what, came, expected }) =>
    `${part(what)} hat die Prüfsumme ${came}, erwartet wird ${expected}`,
  'not-vectors': ({ magic }) =>
    `die Datei ${magic === undefined ? 'ist leer' : `beginnt mit ${JSON.stringify(magic)}`}, erwartet werden Vektoren als .npy oder .npz`,
  'npy-magic': ({ what, magic }) =>
    `${part(what)} beginnt mit ${JSON.stringify(magic)}, erwartet wird "\\x93NUMPY"`,
  'npy-version': ({ what, major, minor }) =>
    `${part(what)} hat das .npy-Format ${major}.${minor}, erwartet wird 1.0, 2.0 oder 3.0`,
  'npy-header-long': ({ what, bytes, most }) =>
    `${part(what)} hat einen Kopf von ${count(bytes)} Bytes, erwartet werden höchstens ${count(most)}`,
  'npy-header': ({ what, text }) => `${part(what)} hat einen Kopf ohne Typ, Anordnung und Form: ${text}`,
  'npy-cut': ({ what, bytes, expected, ...rest }) =>
    `${part(what)} ist abgeschnitten: ${count(bytes)} Bytes an Daten, erwartet werden ${count(expected)} für ${array(rest)}`,
  'npy-goes-on': ({ what, bytes, expected, ...rest }) =>
    `${part(what)} geht nach dem Ende weiter: ${count(bytes)} Bytes an Daten, erwartet werden ${count(expected)} für ${array(rest)}`,
  'npz-arrays': ({ several, arrays }) =>
    `die .npz-Datei hat ${several ? 'mehrere Arrays' : 'kein Array'}, ${several ? 'die' : 'das'} die Vektoren sein ${several ? 'könnten' : 'könnte'}: ` +
    `${arrays.map((one) => `${one.name} ${array(one)}`).join('; ') || 'gar keine Arrays'}; ` +
    'erwartet wird ein zweidimensionales Array von Gleitkommazahlen, oder eines namens vectors oder embeddings',
  'vectors-dtype': ({ what, dtype }) =>
    `${part(what)} enthält etwas anderes (${type(dtype)}), erwartet wird float16, float32 oder float64`,
  'vectors-shape': ({ what, shape }) =>
    `${part(what)} hat die Form ${shapeText(shape)}, erwartet werden zwei Dimensionen (n, dims)`,
  'vectors-empty': ({ what, shape }) =>
    `${part(what)} hat die Form ${shapeText(shape)}, erwartet wird mindestens ein Wert je Vektor`,
  'vectors-fortran': ({ what }) =>
    `${part(what)} ist in Fortran-Anordnung (Spalten beieinander), erwartet wird C-Anordnung: Speichern Sie np.ascontiguousarray(vectors)`,
  'zip-encrypted': ({ what }) => `${part(what)} ist verschlüsselt, erwartet wird etwas ohne Passwort`,
  'zip-method': ({ what, method }) =>
    `${part(what)} ist nach dem Zip-Verfahren ${method} gepackt, erwartet wird 0 (stored) oder 8 (deflated)`,
  'zip-ratio': ({ what, bytes, packedBytes }) =>
    `${part(what)} soll ${count(bytes)} Bytes aus ${count(packedBytes)} ergeben`,
  'zip-misplaced': ({ what }) => `${part(what)} ist nicht dort, wo das Verzeichnis der Zip-Datei sagt`,
  'zip-part': () => 'die Zip-Datei ist einer von mehreren Teilen, erwartet wird eine ganze',
  'zip-end': () => damaged('sie ist abgeschnitten, oder nach ihrem Ende folgen Bytes'),
  'zip-directory': ({ entries, expected }) =>
    damaged(`ihr Verzeichnis endet nach ${count(entries)} Einträgen, erwartet werden ${count(expected)}`),
  'zip-entry-cut': ({ entry }) => damaged(`Eintrag ${count(entry)} ihres Verzeichnisses ist abgeschnitten`),
  'zip64-end': () => damaged('ihr Zip64-Enddatensatz ist nicht dort, wo er sein sollte'),
  'zip64-sizes': () => damaged('einem Eintrag fehlen seine Zip64-Größen'),
  'csv-quote-inside': ({ line }) =>
    `Zeile ${count(line)} hat ein Anführungszeichen in einer Zelle ohne solche, erwartet wird die Zelle in Anführungszeichen und ihre eigenen verdoppelt`,
  'csv-quote-open': ({ line }) =>
    `Zeile ${count(line)} öffnet ein Anführungszeichen, das nie geschlossen wird`,
  'csv-after-quote': ({ line }) =>
    `Zeile ${count(line)} geht nach einem schließenden Anführungszeichen weiter, erwartet wird ein Komma oder das Zeilenende`,
  'names-extension': ({ file, extension }) =>
    `die Datei mit den Namen heißt „${file}“ (${extension || 'ohne Endung'}), erwartet wird .npy, .txt oder .csv`,
  'names-long': ({ bytes, most }) =>
    `die Datei mit den Namen hat ${count(bytes)} Bytes, erwartet werden höchstens ${count(most)}`,
  'names-encoding': () => 'die Datei mit den Namen ist nicht in UTF-8, erwartet wird UTF-8',
  'names-dtype': ({ dtype }) =>
    `die Datei enthält etwas anderes (${type(dtype)}), erwartet werden Zeichenketten${dtype.kind === 'O' ? ': Speichern Sie np.asarray(names, dtype=str)' : ''}`,
  'names-shape': ({ shape }) => `die Namen haben die Form ${shapeText(shape)}, erwartet wird (n,)`,
  'names-mismatch': ({ names, rows }) =>
    `Es gibt ${count(names)} Namen, aber ${count(rows)} Vektoren, ein Unterschied von ${count(Math.abs(names - rows))}: Nichts wurde importiert.`,
  'no-names': () => 'die Datei enthält keine Namen',
  'name-bytes': ({ place, form }) =>
    `Eintrag ${count(place)} ist kein Text, erwartet wird ${form === 'unicode' ? 'Unicode' : 'UTF-8'}`,
  'name-empty': ({ unit, place }) => `${UNITS[unit]} ${count(place)} ist leer, erwartet wird ein Name`,
  'name-nul': ({ unit, place }) =>
    `${UNITS[unit]} ${count(place)} enthält ein NUL-Zeichen, erwartet wird Text`,
  'name-twice': ({ unit, before, place, name }) =>
    `${UNITS[unit]} ${count(before)} und ${UNITS[unit]} ${count(place)} enthalten denselben Namen „${name}“, erwartet wird jeder Name einmal`,
  'row-zero': (which) =>
    `${row(which)} besteht nur aus Nullen, erwartet wird ein Vektor mit einer Richtung: Ein Kosinus braucht eine`,
  'row-value': ({ at, value, ...which }) =>
    `Wert ${count(at)} in ${row(which)} ist ${value}, erwartet werden endliche Zahlen in float32`,
  'some-rows-zero': () =>
    'einige Vektoren bestehen nur aus Nullen, erwartet werden nur Vektoren mit einer Richtung: Ein Kosinus braucht eine',
  'memory-short': ({ file, bytes, most, onDiskBytes }) =>
    `${file} braucht ${gigabytes(bytes)} Arbeitsspeicher, erwartet werden höchstens ${gigabytes(most)}; ` +
    `mit den vollen Werten auf dem Datenträger sind es ${gigabytes(onDiskBytes)}`,
};
