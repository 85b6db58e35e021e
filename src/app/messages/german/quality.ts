/** Holds the German texts of the report on the demo's quality. */
import type { Messages } from '../messages';
import { count } from '../numbers';

export const quality: Messages['quality'] = {
  searched: (pictures) =>
    `Eben wurde mit jedem von ${count(pictures)} Bildern gesucht, das Bild selbst zählt nicht mit. Was richtig ist, steht fest, denn alles ist gezeichnet. Nichts davon wurde von Hand ausgewählt.`,
  searchedSoFar: (pictures) =>
    `Eben wurde mit jedem von ${count(pictures)} Bildern gesucht, das sind alle, die bisher eingelesen sind; das Bild selbst zählt nicht mit. Was richtig ist, steht fest, denn alles ist gezeichnet. Nichts davon wurde von Hand ausgewählt.`,
  searching: 'Es wird mit jedem Bild gesucht …',
  back: 'Zurück zur Demo',
  good: 'Gut',
  goodNote:
    'Von den getragenen Kleidungsstücken: die meisten aus derselben Kategorie, dann vom selben Stück, dann die ähnlichsten.',
  bad: 'Schlecht',
  badNote: 'Die wenigsten aus derselben Kategorie, dann vom selben Stück, dann die am wenigsten ähnlichen.',
  sameArticle: 'dasselbe',
  sameCategory: 'selbe Kategorie',
  otherCategory: 'andere Kategorie',
  ofTop5: 'der ersten 5 sind aus der Kategorie der Anfrage (Precision@5)',
  onAnother: (garments) =>
    `von ${count(garments)} getragenen Kleidungsstücken finden sich unter den ersten 5 an einer anderen Person, in anderer Haltung und Umgebung`,
  flat: 'von ihnen finden sich unter den ersten 5 so, wie sie flach ausgelegt sind',
  byCategory: 'Precision@5 nach Kategorien',
  category: 'Kategorie',
  queries: 'Anfragen',
  precision: 'Precision@5',
  query: (category) => `Anfrage · ${category}`,
  top5For: (name) => `Die ersten 5 für ${name}`,
};
