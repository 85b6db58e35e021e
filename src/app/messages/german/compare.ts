/** Holds the German texts of the comparison of encoders. */
import type { Messages } from '../messages';
import { count } from '../numbers';

export const compare: Messages['compare'] = {
  title: 'Encoder vergleichen',
  back: 'Zurück zu Ihren Fotos',
  choice: (most) => `Zwei bis ${most} Encoder, die Ihre Produkte eingelesen haben`,
  looking: 'Encoder werden gesucht …',
  chooseTwo: 'Wählen Sie mindestens zwei Encoder. Mit E lesen Sie Ihre Produkte mit einem weiteren ein.',
  searched: (products) =>
    `Gesucht wurde mit ${count(products)} Produkten, die alle Encoder eingelesen haben, gleichmäßig verteilt; das Produkt selbst zählt jeweils nicht mit.`,
  searching: 'Es wird mit vielen Produkten gesucht …',
  query: 'Anfrage',
  queryPhoto: (name) => `Gesuchtes Foto ${name}`,
  byProduct: 'Wieder mit einem Produkt vergleichen',
  choosePhoto: 'Foto wählen',
  choosePhotoTitle: (key) =>
    `Mit einem Foto von außerhalb vergleichen (${key}), oder ziehen Sie eines hierher`,
  another: 'Klicken Sie auf ein anderes Produkt, um damit zu vergleichen, oder ziehen Sie ein Foto hierher',
  shared: (shared, of, encoder) => `${shared} von ${of} wie ${encoder}`,
  notEmbedded: 'Hat dieses Produkt nicht eingelesen.',
  topBy: (k, encoder) => `Die ersten ${k} von ${encoder}`,
  figures: 'Kennzahlen',
  byFolder: (k, queries, folders) =>
    `Precision@${k} nach Ordnern (${count(queries)} Anfragen, ${count(folders)} Ordner) und Overlap@${k}`,
  onlyOverlap: (k) =>
    `Overlap@${k}. Für die Precision müssen Produkte in mindestens zwei Ordnern liegen, in jedem mindestens zwei`,
  encoder: 'Encoder',
  precision: (k) => `Precision@${k}`,
  overlapWith: (k, encoder) => `Overlap@${k} mit ${encoder}`,
  photosPerSecond: 'Fotos/s',
  model: 'Modell',
  speedNote: 'Fotos/s: gezeichnete Fotos, je acht auf einmal, ohne Dekodieren und Fokus.',
};
