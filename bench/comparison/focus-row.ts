/** Photos of people with masks of garments and heads in; the row that tells what focus kept of them out. */
import { mean } from '../statistics';
import type { WornPhoto } from '../page-calls';
import type { Row } from './row';

/** Encoders alone have something to say here, `off` that it keeps everything: baselines have no focus. */
export function focusRow(photos: readonly WornPhoto[]): Row {
  return {
    name: 'focus',
    measures: [
      { name: 'IoU with the garment', digits: 3 },
      { name: 'share of the head left', digits: 3 },
      { name: 'photos kept whole', digits: 0 },
    ],
    photos: [],
    async judge(open) {
      if (open.column.by !== 'encoder') return undefined;
      const outcomes = await open.judgeWorn(photos);
      const heads = outcomes.flatMap(({ headLeft }) => (headLeft === undefined ? [] : [headLeft]));
      return [
        { value: mean(outcomes.map(({ iou }) => iou)), n: outcomes.length },
        { value: mean(heads), n: heads.length },
        { value: outcomes.filter(({ seen }) => seen !== 'subject').length, n: outcomes.length },
      ];
    },
  };
}
