/** Holds the German texts of the bar of the embedding job. */
import type { Messages } from '../messages';
import { plural } from '../numbers';

function what(products: number, encoder: string): string {
  return `${plural(products, { one: '# Produkt', other: '# Produkte' })} mit ${encoder}`;
}

export const embedding: Messages['embedding'] = {
  label: 'Einlesen mit einem Encoder',
  running: (products, encoder) => `Einlesen läuft: ${what(products, encoder)}`,
  paused: (products, encoder) => `Einlesen angehalten: ${what(products, encoder)}`,
  done: (products, encoder) => `Einlesen abgeschlossen: ${what(products, encoder)}`,
  cancelled: (products, encoder) =>
    `Einlesen abgebrochen: ${what(products, encoder)}. Was eingelesen ist, bleibt erhalten.`,
  better: 'Ein besserer Encoder liest Ihre Produkte neu ein; bis er fertig ist, antwortet der bisherige.',
  migrated: (products, encoder) =>
    `${encoder} hat ${plural(products, { one: '# Produkt', other: '# Produkte' })} neu eingelesen und antwortet von nun an.`,
  unread: 'Für die Produkte, die er nicht lesen konnte, antwortet weiterhin der bisherige.',
  finish: (encoder) => `${encoder} verwenden`,
  finishTitle: 'Er antwortet von nun an; was der bisherige Encoder eingelesen hat, wird gelöscht',
  missing: (encoder, folders) =>
    `Um auch den Rest mit ${encoder} einzulesen, wählen Sie bitte erneut: ${folders}.`,
  folder: (name) => `„${name}“`,
  singlePhotos: 'Fotos, die einzeln hinzugefügt wurden',
  pause: 'Einlesen anhalten',
  resume: 'Einlesen fortsetzen',
  dismiss: 'Einlesen ausblenden',
  cancel: 'Einlesen abbrechen',
  cancelTitle: 'Abbrechen: Was eingelesen ist, bleibt erhalten',
  cancelForNow:
    'Abbrechen: Was eingelesen ist, bleibt erhalten, und der Rest beginnt beim nächsten Besuch von neuem',
  productsDone: 'Eingelesene Produkte',
};
