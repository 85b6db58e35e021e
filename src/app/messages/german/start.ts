/** Holds the German texts of an empty catalogue, a drop, and the grid's footer. */
import type { Messages } from '../messages';
import { count, size } from '../numbers';

export const start: Messages['start'] = {
  label: 'Start',
  drop: 'Ziehen Sie einen Ordner mit Produktfotos hierher.',
  then: 'Klicken Sie dann auf ein Produkt, oder ziehen Sie ein Foto hierher, um ähnliche Produkte zu sehen. Nichts verlässt dieses Gerät.',
  chooseFolder: 'Ordner wählen',
  choosePhotos: 'Fotos wählen',
  openVectorsTitle: 'Vektoren mit ihren Namen öffnen: .npy oder .npz',
  demo: 'Demo ausprobieren',
  demoTitle: 'Ein Katalog gezeichneter Kleidung, sofort durchsuchbar',
  dropOnPhotos:
    'Ein Foto wird gesucht. Ein Ordner oder mehrere Fotos kommen in den Katalog. Vektoren öffnen sich daneben.',
  dropOnDemo:
    'Ein Foto wird in der Demo gesucht. Ein Ordner oder mehrere Fotos kommen zu Ihren eigenen Fotos.',
  dropOnCompare:
    'Mit einem Foto wird jeder Encoder gefragt. Ein Ordner oder mehrere Fotos kommen in den Katalog.',
  dropOnVectors:
    'Vektoren mit ihren Namen öffnen sich hier. Ein Ordner oder mehrere Fotos kommen zu Ihren Fotos.',
  found: (photos) => `Der Ordner wird gelesen: bisher ${count(photos)} Fotos gefunden.`,
  kept: (products, bytes) =>
    `${products} · ${bytes === undefined ? '' : `${size(bytes)} `}in diesem Browser, und nirgends sonst`,
  offline: 'funktioniert offline',
  empty: 'Katalog leeren',
  reallyEmpty: (products) => `Wirklich alle ${count(products)} entfernen?`,
};
