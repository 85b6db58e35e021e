/** Shows what an error means and what the user can do, above everything else on the page. */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from './IconButton';
import { sentenceFor } from './sentences';
import { useReason } from './use-reason';
import { common } from '../messages/common';

interface NoticeProps {
  readonly error: Error;
  /** Absent where the page cannot recover from the error. */
  readonly onClose: (() => void) | undefined;
  /** Buttons for what the user can do. */
  readonly children?: ReactNode;
}

export function Notice({ error, onClose, children }: NoticeProps) {
  const { what, next, detail } = sentenceFor(error);
  const reason = useReason(error.message);
  return (
    <div className={`notice notice-error ${children ? 'notice-choice' : ''}`} role="alert">
      <p title={reason}>
        <strong>{what}</strong> {next}
        {detail !== undefined && <span className="notice-detail">{reason}</span>}
      </p>
      {children}
      {onClose && <IconButton icon={X} label={common.closeMessage} title={common.close} onClick={onClose} />}
    </div>
  );
}
