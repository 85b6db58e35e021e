/** Holds the German texts of the lookalike table's bar. */
import type { Messages } from '../messages';
import { count, plural } from '../numbers';

export const table: Messages['table'] = {
  label: 'Tabelle der Ähnlichen',
  tsv: 'Als TSV speichern: eine Zeile je Produkt, mit seiner ID und denen der ähnlichen',
  csv: 'Als CSV speichern: eine Zeile je ähnlichem Produkt, mit Rang und Wert',
  jsonl: 'Als JSON Lines speichern: ein Objekt je Produkt, mit Werten',
  none: 'Eine Tabelle der ähnlichen Produkte zu jedem Produkt',
  waiting: 'Die Tabelle der Ähnlichen wartet, bis die Fotos eingelesen sind',
  running: 'Zu jedem Produkt werden ähnliche gesucht',
  paused: 'Angehalten: ähnliche Produkte zu jedem Produkt',
  done: 'Die Tabelle der Ähnlichen ist fertig',
  outdated: {
    products: 'Die Tabelle der Ähnlichen ist veraltet: Produkte kamen hinzu oder wurden entfernt',
    encoder: 'Die Tabelle der Ähnlichen ist veraltet: Ein anderer Encoder hat sie erstellt',
    metric: 'Die Tabelle der Ähnlichen ist veraltet: Sie wurde nach einem anderen Maß erstellt',
  },
  goesOnByWasm: (why) => `geht mit WASM weiter: ${why}`,
  toSave: 'Zum Speichern als TSV, CSV oder JSON Lines',
  each: (k) => `je ${count(k)}`,
  partOf: (done, products) =>
    `${count(done)} von ${plural(products, { one: '# Produkt', other: '# Produkten' })}`,
  productsPerSecond: (perSecond) => `${count(Math.round(perSecond))} Produkte/s`,
  eachWith: 'Zu jedem',
  perProduct: 'Ähnliche je Produkt',
  start: 'Starten',
  makeAgain: 'Neu erstellen',
  save: 'Tabelle speichern',
  remove: 'Tabelle entfernen',
  cancelTitle: 'Abbrechen: Von der Tabelle bleibt nichts',
  share: 'Anteil der Arbeit',
};
