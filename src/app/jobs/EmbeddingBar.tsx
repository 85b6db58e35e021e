/** The progress of the job that embeds the catalogue in; one quiet bar with rate, time left, pause and cancel out. */
import { Pause, Play, X } from 'lucide-react';
import { useState } from 'react';
import type { EmbeddingProgress } from '../../contract/encoders';
import { isAbort } from '../../shared/errors';
import type { Workers } from '../../threads/start-photos';
import { IconButton } from '../ui/IconButton';
import { sentenceFor } from '../ui/sentences';
import { SkippedList } from './SkippedList';
import { common } from '../messages/common';
import { embedding } from '../messages/embedding';

interface EmbeddingBarProps {
  readonly workers: Workers;
  readonly job: EmbeddingProgress;
  /** Where the job's encoder takes the place of its former self: that one still answers, or has given way. */
  readonly migration: 'under-way' | 'done' | undefined;
  /** Whether that one goes on answering for photos that could not be read, and for nothing else. */
  readonly hasUnread: boolean;
  readonly onChooseFolder: () => void;
  /** Has the encoder answer with what it could embed, in place of its former self. */
  readonly onFinish: () => void;
}

/** “a”, “b” and photos that were given singly. */
function folders(names: readonly string[]): string {
  return names.map((name) => (name === '' ? embedding.singlePhotos : embedding.folder(name))).join(', ');
}

function headline(
  { state, encoder, missingFolders, total, failure }: EmbeddingProgress,
  migration: EmbeddingBarProps['migration'],
): string {
  switch (state) {
    case 'running':
      return migration === 'under-way' ? embedding.better : embedding.running(total, encoder.name);
    case 'paused':
      return embedding.paused(total, encoder.name);
    case 'waiting-for-folder':
      return embedding.missing(encoder.name, folders(missingFolders));
    case 'done':
      return migration === 'done'
        ? embedding.migrated(total, encoder.name)
        : embedding.done(total, encoder.name);
    case 'cancelled':
      return embedding.cancelled(total, encoder.name);
    case 'failed': {
      const sentence = sentenceFor(failure ?? { name: '', message: common.noReason });
      return `${sentence.what} ${sentence.next}`;
    }
  }
}

function figures(job: EmbeddingProgress): string {
  const parts = [common.partOf(job.done, job.total)];
  if (job.perSecond > 0) parts.push(common.photosPerSecond(job.perSecond));
  if (job.etaMs !== undefined) parts.push(common.timeLeft(job.etaMs));
  return parts.join(' · ');
}

export function EmbeddingBar({
  workers: { encoders },
  job,
  migration,
  hasUnread,
  onChooseFolder,
  onFinish,
}: EmbeddingBarProps) {
  const [listOpen, setListOpen] = useState(false);
  const act = (work: () => Promise<unknown>) => () => {
    work().catch((error: unknown) => {
      if (!isAbort(error)) throw error;
    });
  };
  const hasEnded = job.state === 'done' || job.state === 'cancelled';
  const cancelTitle = migration === 'under-way' ? embedding.cancelForNow : embedding.cancelTitle;
  const canGoOn = job.state === 'paused' || job.state === 'failed';
  return (
    <section className="job" aria-label={embedding.label}>
      {listOpen && (
        <SkippedList
          key={job.skipped}
          skipped={encoders.embeddingSkipped}
          onClose={() => {
            setListOpen(false);
          }}
        />
      )}
      <div className="job-row">
        <div className="job-text">
          <p className="job-headline" role="status">
            {headline(job, migration)}
            {hasUnread && ` – ${embedding.unread}`}
          </p>
          <p className="job-figures">
            {figures(job)}
            {job.skipped > 0 && (
              <>
                {' · '}
                <button
                  type="button"
                  className="link-button"
                  aria-expanded={listOpen}
                  onClick={() => {
                    setListOpen(!listOpen);
                  }}
                >
                  {common.skipped(job.skipped)}
                </button>
              </>
            )}
          </p>
        </div>
        {job.state === 'waiting-for-folder' && (
          <button type="button" className="button" onClick={onChooseFolder}>
            {common.chooseAgain}
          </button>
        )}
        {hasUnread && (
          <button type="button" className="button" title={embedding.finishTitle} onClick={onFinish}>
            {embedding.finish(job.encoder.name)}
          </button>
        )}
        {job.state === 'running' && (
          <IconButton
            icon={Pause}
            label={embedding.pause}
            title={common.pause}
            onClick={act(() => encoders.pauseEmbedding())}
          />
        )}
        {canGoOn && (
          <IconButton
            icon={Play}
            label={embedding.resume}
            title={common.resume}
            onClick={act(() => encoders.resumeEmbedding(job.encoder.keptId))}
          />
        )}
        <IconButton
          icon={X}
          label={hasEnded ? embedding.dismiss : embedding.cancel}
          title={hasEnded ? common.dismiss : cancelTitle}
          onClick={act(() => encoders.cancelEmbedding())}
        />
      </div>
      <progress
        className="job-progress"
        max={Math.max(1, job.total)}
        value={job.done}
        aria-label={embedding.productsDone}
      />
    </section>
  );
}
