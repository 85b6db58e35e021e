/** Holds the German texts of the demo. */
import type { Messages } from '../messages';
import { count } from '../numbers';

export const demo: Messages['demo'] = {
  opening: 'Die Demo wird geöffnet …',
  facts: (pictures) =>
    `${count(pictures)} Bilder von Kleidung und Menschen, die es nicht gibt: Diese App hat sie alle gezeichnet. Klicken Sie auf eines, oder ziehen Sie ein eigenes Foto hierher.`,
  howGood: 'Wie gut ist sie?',
  howGoodTitle: 'Wie oft die Antworten richtig sind, mit den besten und den schlechtesten',
  worn: 'getragen',
  laidFlat: 'flach ausgelegt',
  pictures: (how, pictures) =>
    pictures === 1 ? `${how}, das einzige Bild davon` : `${how}, eines von ${count(pictures)} Bildern davon`,
  bar: 'Die Demo wird eingelesen',
  running: 'Die Demo wird für diesen Encoder eingelesen',
  paused: 'Angehalten: Einlesen der Demo',
  picturesPerSecond: (perSecond) => `${count(Math.round(perSecond))} Bilder/s`,
  picturesDone: 'Fertige Bilder',
};
