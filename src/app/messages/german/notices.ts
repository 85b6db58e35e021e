/** Holds the German texts of the notices above a page. */
import type { Messages } from '../messages';
import { plural } from '../numbers';

export const notices: Messages['notices'] = {
  update: {
    what: 'Eine neuere Version von Lookalike ist bereit.',
    next: 'Produkte und Tabellen bleiben; eine Suche auf dem Bildschirm wird geschlossen.',
  },
  loadNow: 'Jetzt laden',
  later: 'Später',
  laterTitle: 'Später: Sie kommt von selbst, sobald alle Tabs von Lookalike geschlossen sind',
  reopened: (encoder, now, before) => ({
    what:
      before === undefined
        ? `Der Encoder ${encoder} ist stehen geblieben und wurde neu gestartet, mit ${now}.`
        : `Der Encoder ${encoder} ist stehen geblieben und wurde neu gestartet, mit ${now} statt ${before}.`,
    next: 'Was er gerade tat, geht weiter; nichts ist verloren.',
  }),
  stale: (products) => ({
    what: plural(products, {
      one: '# Produkt wurde von einem anderen Encoder eingelesen',
      other: '# Produkte wurden von einem anderen Encoder eingelesen',
    }),
    next: plural(products, { one: 'und wird nicht durchsucht.', other: 'und werden nicht durchsucht.' }),
  }),
  encodeAgain: 'Erneut einlesen',
  fullValuesOnDisk: 'Volle Werte auf dem Datenträger',
  allInMemory: 'Alles im Arbeitsspeicher',
};
