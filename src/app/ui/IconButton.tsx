/** Draws a square button with an icon, whose text is its tooltip and its accessible name. */
import type { LucideIcon } from 'lucide-react';

interface IconButtonProps {
  readonly icon: LucideIcon;
  /** Short name of the action. */
  readonly label: string;
  /** Tooltip, with the key; defaults to the label. */
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
