/** An error in; what happened and what to do, above everything else on the page, out. */
import { X } from 'lucide-react';
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
      {onClose && (
        <button
          type="button"
          className="icon-button"
          title="Close"
          aria-label="Close this message"
          onClick={onClose}
        >
          <X size={18} aria-hidden />
        </button>
      )}
    </div>
  );
}
