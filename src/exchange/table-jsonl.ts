/** Writes a product and its lookalikes as a line of JSON. */
import type { TableFormat } from './lookalike-row';
import { scoreText } from './score-text';

/** JSON Lines: one object per product, `{"id", "lookalikes": [{"id", "score"}]}`, ended by LF. */
export const JSONL: TableFormat = {
  header: '',
  lines({ id, lookalikes }) {
    // not by JSON.stringify alone, which would write a float32 with the digits of a float64
    const matches = lookalikes.map(
      (match) => `{"id":${JSON.stringify(match.id)},"score":${scoreText(match.score)}}`,
    );
    return `{"id":${JSON.stringify(id)},"lookalikes":[${matches.join(',')}]}\n`;
  },
};
