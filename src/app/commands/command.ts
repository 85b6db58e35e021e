/** Describes a command: one thing that the page can do, with the key and the words by which it is asked for. */
import type { LucideIcon } from 'lucide-react';
import { common } from '../messages/common';

/** @typeParam Target what the command acts on; a command of one part runs on any target that has that part. */
export interface Command<Target> {
  /** Kebab-case; unique among all commands. */
  readonly id: string;
  /** As `KeyboardEvent.key`; a letter in lower case. */
  readonly key: string;
  /** Short, as a button says it. */
  readonly label: string;
  /** What it does, in full, without the key. */
  readonly title: string;
  /** Absent where no button of the command has one. */
  readonly icon?: LucideIcon;
  readonly isEnabled: (target: Target) => boolean;
  readonly run: (target: Target) => void;
}

/** A key as it is written on a keyboard. */
export function keyName(key: string): string {
  if (key.length === 1) return key.toUpperCase();
  return key === 'Escape' || key === 'Delete' ? common.keys[key] : key;
}

/** Words with the key of what they offer, as a tooltip shows them. */
export function withKey(words: string, { key }: Pick<Command<never>, 'key'>): string {
  return `${words} (${keyName(key)})`;
}

/** A command's tooltip. */
export function titleOf(command: Pick<Command<never>, 'title' | 'key'>): string {
  return withKey(command.title, command);
}

/** The command that a key runs now: the first enabled one. */
export function commandFor<Target>(
  commands: readonly Command<Target>[],
  target: Target,
  key: string,
): Command<Target> | undefined {
  const wanted = key.length === 1 ? key.toLowerCase() : key;
  return commands.find((command) => command.key === wanted && command.isEnabled(target));
}
