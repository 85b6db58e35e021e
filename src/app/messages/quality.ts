/** Holds the English texts of the report on the demo's quality. */
import { section } from './language';
import { count } from './numbers';

export const quality = section('quality', {
  searched: (pictures: number) =>
    `Just now each of ${count(pictures)} pictures was searched with, itself left out. What is right is known, because everything was drawn. Nothing below was chosen by hand.`,
  searchedSoFar: (pictures: number) =>
    `Just now each of ${count(pictures)} pictures, all that are encoded so far, was searched with, itself left out. What is right is known, because everything was drawn. Nothing below was chosen by hand.`,
  searching: 'Searching with every picture…',
  back: 'Back to the demo',
  good: 'Good',
  goodNote: 'Of the worn garments: most of the same category, then of the same garment, then the most alike.',
  bad: 'Bad',
  badNote: 'Least of the same category, then of the same garment, then the least alike.',
  sameArticle: 'the same',
  sameCategory: 'same category',
  otherCategory: 'another category',
  ofTop5: 'of the top 5 are of the query’s category (precision@5)',
  onAnother: (garments: number) =>
    `of ${count(garments)} worn garments are found in the top 5 on another person, in another pose and place`,
  flat: 'of them are found in the top 5 as they lie flat',
  byCategory: 'Precision@5 by category',
  category: 'Category',
  queries: 'Queries',
  precision: 'Precision@5',
  query: (category: string) => `query · ${category}`,
  top5For: (name: string) => `Top 5 for ${name}`,
});
