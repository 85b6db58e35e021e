/** Describes a command: an action of the page with its key and its texts. */
import type { LucideIcon } from 'lucide-react';
import { common } from '../messages/common';

/** @typeParam Target what the command acts on; a command of one part runs on any target that has that part. */
export interface Command<Target> {
  /** Kebab-case; unique among all commands. */
  readonly id: string;
  /** As `KeyboardEvent.key`; a letter in lower case. */
  readonly key: string;
  /** Short text, as on a button. */
  readonly label: string;
  /** Full text of what it does, without the key. */
  readonly title: string;
  /** Absent where no button of the command has one. */
  readonly icon?: LucideIcon;
  readonly isEnabled: (target: Target) => boolean;
  readonly run: (target: Target) => void;
}

/** Returns the name of a key as it is printed on a keyboard. */
export function keyName(key: string): string {
  if (key.length === 1) return key.toUpperCase();
  return key === 'Escape' || key === 'Delete' ? common.keys[key] : key;
}

/** Appends a command's key to a text, as tooltips show it. */
export function withKey(words: string, { key }: Pick<Command<never>, 'key'>): string {
  return `${words} (${keyName(key)})`;
}

/** Returns a command's tooltip. */
export function titleOf(command: Pick<Command<never>, 'title' | 'key'>): string {
  return withKey(command.title, command);
}

/** Finds the command that a key runs now: the first enabled one. */
export function commandFor<Target>(
  commands: readonly Command<Target>[],
  target: Target,
  key: string,
): Command<Target> | undefined {
  const wanted = key.length === 1 ? key.toLowerCase() : key;
  return commands.find((command) => command.key === wanted && command.isEnabled(target));
}
