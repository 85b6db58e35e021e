/** Lists the command of the demo's figures, in the chunk of its screen. */
import { ArrowLeft } from 'lucide-react';
import { quality } from '../messages/quality';
import type { Command } from './command';

/** What the command acts on. */
export interface QualityTarget {
  readonly onLeave: () => void;
}

export const leaveQuality: Command<QualityTarget> = {
  id: 'leave-quality',
  key: 'Escape',
  label: quality.back,
  title: quality.back,
  icon: ArrowLeft,
  isEnabled: () => true,
  run: ({ onLeave }) => {
    onLeave();
  },
};
