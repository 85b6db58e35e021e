/** A way to ask for them in; the photos that the job skipped, each with its reason, out. */
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SkippedPhoto } from '../../contract/job';
import { IconButton } from '../ui/IconButton';
import { sentenceFor } from '../ui/sentences';
import { common } from '../messages/common';
import { jobs } from '../messages/jobs';

/** More rows help nobody and would slow the page; the count above says how many there are. */
const SHOWN = 500;

interface SkippedListProps {
  /** Asked once. */
  readonly skipped: () => Promise<readonly SkippedPhoto[]>;
  readonly onClose: () => void;
}

export function SkippedList({ skipped: ask, onClose }: SkippedListProps) {
  const [skipped, setSkipped] = useState<readonly SkippedPhoto[]>([]);
  useEffect(() => {
    let current = true;
    void ask().then((photos) => {
      if (current) setSkipped(photos);
    });
    return () => {
      current = false;
    };
  }, [ask]);
  return (
    <div className="skipped">
      <div className="skipped-head">
        <h2>{jobs.skippedPhotos}</h2>
        <IconButton icon={X} label={jobs.closeList} title={common.close} onClick={onClose} />
      </div>
      <ul>
        {skipped.slice(0, SHOWN).map((photo, i) => {
          const sentence = sentenceFor(photo);
          return (
            <li key={i}>
              <span className="skipped-path">{photo.path}</span>
              <span>
                {sentence.what} {sentence.next}
              </span>
            </li>
          );
        })}
      </ul>
      {skipped.length > SHOWN && <p>{jobs.firstShown(SHOWN)}</p>}
    </div>
  );
}
