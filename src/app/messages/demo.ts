/** Holds the English texts of the demo. */
import { section } from './language';
import { count } from './numbers';

export const demo = section('demo', {
  opening: 'Opening the demo…',
  facts: (pictures: number) =>
    `${count(pictures)} pictures of clothes and people that do not exist: this app has drawn them all. Click one, or drop a photo of your own.`,
  howGood: 'How good is it?',
  howGoodTitle: 'How often the answers are right, with the best and the worst',
  worn: 'worn',
  laidFlat: 'laid flat',
  /** @param how `worn` or `laidFlat`. */
  pictures: (how: string, pictures: number) =>
    pictures === 1 ? `${how}, the only picture of it` : `${how}, one of ${count(pictures)} pictures of it`,
  bar: 'Encoding the demo',
  running: 'Encoding the demo for this encoder',
  paused: 'Paused: encoding the demo',
  picturesPerSecond: (perSecond: number) => `${count(Math.round(perSecond))} pictures/s`,
  picturesDone: 'Pictures done',
});
