/** An icon with its words in; a square button that says them to those who hover and those who listen out. */
import type { LucideIcon } from 'lucide-react';

interface IconButtonProps {
  readonly icon: LucideIcon;
  /** What it does, in short. */
  readonly label: string;
  /** Shown on hover, with the key; the label where none is given. */
  readonly title?: string;
  readonly onClick: () => void;
}

export function IconButton({ icon: Icon, label, title = label, onClick }: IconButtonProps) {
  return (
    <button type="button" className="icon-button" title={title} aria-label={label} onClick={onClick}>
      <Icon size={18} aria-hidden />
    </button>
  );
}
