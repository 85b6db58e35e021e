/** Lists the command of the demo. */
import { ChartColumn } from 'lucide-react';
import { demo } from '../messages/demo';
import type { Command } from './command';

/** What the command of the demo acts on. */
export interface DemoTarget {
  /** Absent until the demo is ready. */
  readonly toggleQuality: (() => void) | undefined;
}

export const toggleQuality: Command<DemoTarget> = {
  id: 'toggle-quality',
  key: 'g',
  label: demo.howGood,
  title: demo.howGoodTitle,
  icon: ChartColumn,
  isEnabled: ({ toggleQuality: toggle }) => toggle !== undefined,
  run: ({ toggleQuality: toggle }) => toggle?.(),
};
