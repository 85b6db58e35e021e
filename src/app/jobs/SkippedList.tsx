/** Lists the photos that a job skipped, each with its reason. */
import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SkippedPhoto } from '../../contract/job';
import { IconButton } from '../ui/IconButton';
import { sentenceFor } from '../ui/sentences';
import { common } from '../messages/common';
import { jobs } from '../messages/jobs';

/** Most rows drawn: more would slow the page, and the bar shows the whole count. */
const SHOWN = 500;

interface SkippedListProps {
  /** Called once, when the list opens. */
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
