/** Holds the German texts of a search, its photo and its matches. */
import type { Messages } from '../messages';
import { count, plural, score, share } from '../numbers';

export const search: Messages['search'] = {
  focus: 'Fokus',
  auto: 'Automatisch',
  autoTitle: 'Nur mit dem Produkt suchen, wo es sich abhebt',
  off: 'Aus',
  offTitle: 'Mit dem ganzen Foto suchen',
  byHand: 'Von Hand',
  byHandTitle: 'Mit einem Ausschnitt suchen, den Sie aufziehen',
  queryPhoto: (name) => `Gesuchtes Foto ${name}`,
  product: (name) => `Produkt ${name}`,
  removeTitle: 'Dieses Produkt aus dem Katalog entfernen',
  cropBox: 'Ausschnitt',
  cropPlace: (left, top, width, height) =>
    `${share(left)} von links, ${share(top)} von oben, ${share(width)} breit, ${share(height)} hoch`,
  cropLabel: (place) => `Ausschnitt, mit dem gesucht wird: ${place}`,
  cropHelp:
    'Pfeiltasten verschieben den Ausschnitt, mit Umschalt ändern sie seine Größe, Escape verlässt ihn.',
  seen: 'Was der Encoder sieht',
  seenLabel: 'Der Encoder sieht',
  wholeOff: 'Das ganze Foto',
  wholeNothingFound: 'Das ganze Foto: Kein Produkt hob sich ab',
  wholeFills: 'Das ganze Foto: Das Produkt füllt es aus',
  wholeUnsure: 'Das ganze Foto: Was das Produkt ist, war nicht sicher',
  subject: 'Nur das Produkt',
  subjectWorn: 'Nur das Produkt; Kopf und Haut sind ausgenommen',
  subjectDimmed: 'Das Produkt, seine Umgebung gedämpft',
  subjectWornDimmed: 'Das Produkt; Kopf, Haut und Umgebung gedämpft',
  part: 'Der Ausschnitt, den Sie gewählt haben',
  partWhole: 'Das ganze Foto: Ziehen Sie einen Rahmen auf, um einen Ausschnitt zu wählen',
  found: (matches, closest, similarity) =>
    `${plural(matches, { one: '# ähnliches Produkt', other: '# ähnliche Produkte' })} gefunden. Am nächsten: ${closest}, Ähnlichkeit ${score(similarity)}.`,
  notAllYet: (read, products) => ({
    what: 'Noch nicht alle:',
    next: `${count(read)} von ${count(products)} Produkten sind gelesen. Die Antwort vervollständigt sich von selbst.`,
  }),
  nothingYet: {
    what: 'Noch gibt es nichts zum Vergleichen.',
    next: 'Fügen Sie dem Katalog weitere Produkte hinzu.',
  },
  top: (k) => `Die ${k} ähnlichsten Produkte`,
  words: 'Wörter',
  photo: 'Foto',
  thisButWith: 'Dies, aber mit Wörtern',
  thisBut: 'Dies, aber … (Enter)',
  byWords: 'Mit Wörtern suchen',
  byWordsKey: 'Mit Wörtern suchen (Enter)',
  wordsTitle: 'Wörter werden auf diesem Gerät gelesen',
  wordsShare: 'Wie viel die Wörter zählen',
  wordsShareOf: (percent) => `${count(percent)} % Wörter`,
  wordsQuery: (text) => `„${text}“`,
  wordsNote: 'Bei Wörtern sind die Werte von Natur aus niedrig: Es zählt die Reihenfolge.',
};
