/** Holds the German texts of a catalogue of vectors and their import. */
import type { Messages } from '../messages';
import { count, plural } from '../numbers';

export const vectors: Messages['vectors'] = {
  start: 'Mit Vektoren beginnen',
  drop: 'Ziehen Sie Vektoren und ihre Namen hierher.',
  how: 'Vektoren: eine .npy- oder .npz-Datei mit einer Zeile von Gleitkommazahlen je Produkt. Namen: eine .txt-, .csv- oder .npy-Datei in derselben Reihenfolge. Nichts verlässt dieses Gerät.',
  chooseFiles: 'Beide Dateien wählen',
  compareBy: 'Vergleichen nach',
  cosine: 'Kosinus',
  cosineTitle: 'Nach dem Winkel zwischen ihnen, gleich wie lang sie sind',
  dot: 'Skalarprodukt',
  dotTitle: 'Nach ihrem Skalarprodukt: Längere erhalten höhere Werte',
  l2: 'L2',
  l2Title: 'Nach ihrem negativen quadrierten Abstand: 0 ist derselbe Vektor',
  numbered: 'nach ihrer Zeile benannt, ab 0',
  namesFrom: (file) => `Namen aus ${file}`,
  ofValues: (vectors, dims) =>
    `${plural(vectors, { one: '# Vektor', other: '# Vektoren' })} aus ${plural(dims, { one: '# Wert', other: '# Werten' })}`,
  onDisk: 'volle Werte auf dem Datenträger',
  reading: (vectors, file) =>
    `${plural(vectors, { one: '# Vektor', other: '# Vektoren' })} aus ${file} aus dem Speicher dieses Browsers lesen …`,
  find: 'Nach Namen suchen',
  findTitle: 'Der Anfang eines Namens; Enter zeigt die ähnlichen Produkte des ersten',
  begins: (names, prefix) =>
    names === 0
      ? `Kein Name beginnt mit „${prefix}“.`
      : `${plural(names, { one: '# Name beginnt', other: '# Namen beginnen' })} mit „${prefix}“.`,
  removeTitle: 'Dieses Produkt aus den Vektoren entfernen',
  opening: 'Öffnen von Vektoren',
  running: (file) => `„${file}“ wird geöffnet`,
  paused: (file) => `Angehalten: „${file}“`,
  done: (file) => `„${file}“ ist geöffnet`,
  cancelled: (file) => `Abgebrochen: „${file}“. Davon wurde nichts behalten.`,
  interrupted: (file) =>
    `„${file}“ wurde unterbrochen, als sein Tab geschlossen wurde, und nichts davon wurde behalten. Öffnen Sie die Dateien erneut.`,
  failed: (file, sentence) => `„${file}“: ${sentence}`,
  has: (vectors) => `Die Datei enthält ${plural(vectors, { one: '# Vektor', other: '# Vektoren' })}.`,
  perSecond: (vectors) => `${count(Math.round(vectors))} Vektoren/s`,
  noNames: 'keine Datei mit Namen dabei: nach ihrer Zeile benannt, ab 0',
  cancelTitle: 'Abbrechen: Davon bleibt nichts',
  vectorsDone: 'Fertige Vektoren',
};
