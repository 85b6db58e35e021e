/** An error in; what happened and what to do, above everything else on the page, out. */
import { X } from 'lucide-react';
import { IconButton } from './IconButton';
import { sentenceFor } from './sentences';

interface NoticeProps {
  readonly error: Error;
  /** Absent where the page cannot go on. */
  readonly onClose: (() => void) | undefined;
}

export function Notice({ error, onClose }: NoticeProps) {
  const { what, next } = sentenceFor(error);
  return (
    <div className="notice notice-error" role="alert">
      <p title={error.message}>
        <strong>{what}</strong> {next}
      </p>
      {onClose && <IconButton icon={X} label="Close this message" title="Close" onClick={onClose} />}
    </div>
  );
}
