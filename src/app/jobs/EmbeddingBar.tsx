/** Draws the bar of the job that embeds the catalogue in the background. */
import type { EmbeddingProgress } from '../../contract/encoders';
import type { Workers } from '../../threads/start-photos';
import { failureText, figuresOf } from './job-words';
import { JobFrame } from './JobFrame';
import { common } from '../messages/common';
import { embedding } from '../messages/embedding';

interface EmbeddingBarProps {
  readonly workers: Workers;
  readonly job: EmbeddingProgress;
  /** Whether the job's encoder still replaces its former version or has done so; undefined where it replaces none. */
  readonly migration: 'under-way' | 'done' | undefined;
  /** Whether only unreadable photos keep the former encoder active. */
  readonly hasUnread: boolean;
  readonly onChooseFolder: () => void;
  /** Makes the new encoder active with what it could embed, in place of the former one. */
  readonly onFinish: () => void;
}

/** Lists folders by name; an empty name stands for photos that were added singly. */
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
    case 'failed':
      return failureText(failure);
  }
}

export function EmbeddingBar({
  workers: { encoders },
  job,
  migration,
  hasUnread,
  onChooseFolder,
  onFinish,
}: EmbeddingBarProps) {
  const { state, encoder } = job;
  const hasEnded = state === 'done' || state === 'cancelled';
  const cancelTitle = migration === 'under-way' ? embedding.cancelForNow : embedding.cancelTitle;
  return (
    <JobFrame
      label={embedding.label}
      headline={headline(job, migration) + (hasUnread ? ` – ${embedding.unread}` : '')}
      figures={figuresOf(job, common.photosPerSecond)}
      skipped={{ count: job.skipped, list: encoders.embeddingSkipped }}
      progress={{ done: job.done, total: job.total, label: embedding.productsDone }}
      pause={
        state === 'running' && {
          label: embedding.pause,
          title: common.pause,
          run: () => encoders.pauseEmbedding(),
        }
      }
      resume={
        (state === 'paused' || state === 'failed') && {
          label: embedding.resume,
          title: common.resume,
          run: () => encoders.resumeEmbedding(encoder.keptId),
        }
      }
      end={{
        label: hasEnded ? embedding.dismiss : embedding.cancel,
        title: hasEnded ? common.dismiss : cancelTitle,
        run: () => encoders.cancelEmbedding(),
      }}
    >
      {state === 'waiting-for-folder' && (
        <button type="button" className="button" onClick={onChooseFolder}>
          {common.chooseAgain}
        </button>
      )}
      {hasUnread && (
        <button type="button" className="button" title={embedding.finishTitle} onClick={onFinish}>
          {embedding.finish(encoder.name)}
        </button>
      )}
    </JobFrame>
  );
}
