/** Makes the row that measures what focus kept of garments and heads. */
import type { WornPhoto } from '../page-calls';
import type { Row } from './row';

/** Applies to encoders only, as baselines have no focus; the column `off` keeps everything. */
export function focusRow(photos: readonly WornPhoto[]): Row {
  return {
    name: 'focus',
    measures: [
      { name: 'IoU with the garment', kind: 'high', digits: 3 },
      { name: 'share of the head left', kind: 'low', digits: 3 },
      { name: 'photos kept whole', kind: 'count', digits: 0 },
    ],
    photos: [],
    async judge(open) {
      if (open.column.by !== 'encoder') return undefined;
      const outcomes = await open.judgeWorn(photos);
      return [
        outcomes.map(({ iou }) => iou),
        outcomes.map(({ headLeft }) => headLeft),
        outcomes.map(({ seen }) => (seen === 'subject' ? 0 : 1)),
      ];
    },
  };
}
