/** The progress of the job that embeds the catalogue in; one quiet bar with rate, time left, pause and cancel out. */
import { Pause, Play, X } from 'lucide-react';
import { useState } from 'react';
import type { EmbeddingProgress } from '../encoders-contract';
import { isAbort } from '../errors';
import type { Workers } from '../workers';
import { count, counted, timeLeft } from './format';
import { IconButton } from './IconButton';
import { sentenceFor } from './sentences';
import { SkippedList } from './SkippedList';

interface EmbeddingBarProps {
  readonly workers: Workers;
  readonly job: EmbeddingProgress;
  readonly onChooseFolder: () => void;
}

/** “a”, “b” and photos that were given singly. */
function folders(names: readonly string[]): string {
  return names.map((name) => (name === '' ? 'photos that were given singly' : `“${name}”`)).join(', ');
}

function headline({ state, encoder, missingFolders, total, failure }: EmbeddingProgress): string {
  const what = `${counted(total, 'product')} with ${encoder.name}`;
  switch (state) {
    case 'running':
      return `Embedding ${what}`;
    case 'paused':
      return `Paused: embedding ${what}`;
    case 'waiting-for-folder':
      return `To embed the rest with ${encoder.name}, choose again: ${folders(missingFolders)}.`;
    case 'done':
      return `Embedding ${what} is done`;
    case 'cancelled':
      return `Cancelled: embedding ${what}. What is embedded is kept.`;
    case 'failed': {
      const sentence = sentenceFor(failure ?? { name: '', message: 'no reason was given' });
      return `${sentence.what} ${sentence.next}`;
    }
  }
}

function figures(job: EmbeddingProgress): string {
  const parts = [`${count(job.done)} of ${count(job.total)}`];
  if (job.perSecond > 0) parts.push(`${job.perSecond.toFixed(job.perSecond < 10 ? 1 : 0)} photos/s`);
  if (job.etaMs !== undefined) parts.push(timeLeft(job.etaMs));
  return parts.join(' · ');
}

export function EmbeddingBar({ workers: { encoders }, job, onChooseFolder }: EmbeddingBarProps) {
  const [listOpen, setListOpen] = useState(false);
  const act = (work: () => Promise<unknown>) => () => {
    work().catch((error: unknown) => {
      if (!isAbort(error)) throw error;
    });
  };
  const hasEnded = job.state === 'done' || job.state === 'cancelled';
  const canGoOn = job.state === 'paused' || job.state === 'failed';
  return (
    <section className="job" aria-label="Embedding">
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
            {headline(job)}
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
                  {count(job.skipped)} skipped
                </button>
              </>
            )}
          </p>
        </div>
        {job.state === 'waiting-for-folder' && (
          <button type="button" className="button" onClick={onChooseFolder}>
            Choose again
          </button>
        )}
        {job.state === 'running' && (
          <IconButton
            icon={Pause}
            label="Pause embedding"
            title="Pause"
            onClick={act(() => encoders.pauseEmbedding())}
          />
        )}
        {canGoOn && (
          <IconButton
            icon={Play}
            label="Resume embedding"
            title="Resume"
            onClick={act(() => encoders.resumeEmbedding(job.encoder.keptId))}
          />
        )}
        <IconButton
          icon={X}
          label={hasEnded ? 'Dismiss embedding' : 'Cancel embedding'}
          title={hasEnded ? 'Dismiss' : 'Cancel: what is embedded stays'}
          onClick={act(() => encoders.cancelEmbedding())}
        />
      </div>
      <progress
        className="job-progress"
        max={Math.max(1, job.total)}
        value={job.done}
        aria-label="Products embedded"
      />
    </section>
  );
}
