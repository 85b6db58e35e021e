/** Lists the command of the comparison of encoders, in the chunk of its screen. */
import { ArrowLeft } from 'lucide-react';
import { compare } from '../messages/compare';
import type { Command } from './command';

/** What the command acts on. */
export interface ComparisonTarget {
  readonly onLeave: () => void;
}

export const leaveComparison: Command<ComparisonTarget> = {
  id: 'leave-comparison',
  key: 'Escape',
  label: compare.back,
  title: compare.back,
  icon: ArrowLeft,
  isEnabled: () => true,
  run: ({ onLeave }) => {
    onLeave();
  },
};
