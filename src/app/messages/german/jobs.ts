/** Holds the German texts of the bars of jobs and of the list of skipped photos. */
import type { Messages } from '../messages';
import { count, plural } from '../numbers';

export const jobs: Messages['jobs'] = {
  encoding: 'Einlesen',
  folder: (name) => `„${name}“`,
  running: (what) => `Wird eingelesen: ${what}`,
  paused: (what) => `Angehalten: ${what}`,
  folderInterrupted: (what) =>
    `Das Einlesen wurde unterbrochen: ${what}. Wählen Sie den Ordner erneut, um fortzufahren.`,
  photosInterrupted: (what) =>
    `Das Einlesen wurde unterbrochen: ${what}. Wählen Sie die Fotos erneut, um fortzufahren.`,
  done: (what) => `Fertig eingelesen: ${what}`,
  cancelled: (what) => `Abgebrochen: ${what}. Was eingelesen wurde, bleibt erhalten.`,
  unchanged: (photos) => `${count(photos)} unverändert`,
  waiting: (folders) =>
    plural(folders, { one: '# weiterer Ordner wartet', other: '# weitere Ordner warten' }),
  milestone: (what, share) => `${what ?? 'Einlesen'}: ${share} fertig`,
  vanished: (products, folder) =>
    `${plural(products, { one: '# Produkt ist', other: '# Produkte sind' })} nicht mehr im Ordner „${folder}“.`,
  remove: (products) => `${count(products)} entfernen`,
  cancelTitle: 'Abbrechen: Was eingelesen ist, bleibt erhalten',
  photosDone: 'Fertige Fotos',
  skippedPhotos: 'Übersprungene Fotos',
  closeList: 'Liste schließen',
  firstShown: (photos) => `Die ersten ${count(photos)} werden gezeigt.`,
};
