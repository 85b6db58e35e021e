/** Photos of people with masks of garments and heads in; the row that tells what focus kept of them out. */
import type { WornPhoto } from '../page-calls';
import type { Row } from './row';

/** Encoders alone have something to say here, `off` that it keeps everything: baselines have no focus. */
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
