/** The encoders on this device in; their list, and the ways to bring another, out. */
import { FileUp, X } from 'lucide-react';
import { useState } from 'react';
import { DEFAULT_MODEL } from '../default-model';
import type { CatalogueState } from '../contract';
import type { ModelProgress } from '../models-contract';
import type { Workers } from '../workers';
import { EmbeddingsLine } from './EmbeddingsLine';
import { EncoderRow } from './EncoderRow';
import { FoundModel } from './FoundModel';
import { size } from './format';
import { IconButton } from './IconButton';
import type { Models } from './use-models';
import type { Several } from './use-several';
import { showCompare } from './use-shown';

interface EncodersPanelProps {
  /** Show how photos are seen. */
  readonly workers: Workers;
  readonly models: Models;
  readonly several: Several;
  /** Of the catalogue of photos. */
  readonly state: CatalogueState | undefined;
  /** Id of the one that runs; undefined for the shipped one. */
  readonly current: string | undefined;
  readonly onChooseFiles: () => void;
}

function sentence(busy: 'asking' | ModelProgress): string {
  if (busy === 'asking') return 'Asking huggingface.co…';
  switch (busy.stage) {
    case 'fetching':
      return `Fetching: ${size(busy.doneBytes)} of ${size(busy.totalBytes)}`;
    case 'checking':
      return 'Checking the file…';
    case 'trying':
      return 'Trying it on drawn photos…';
  }
}

export function EncodersPanel({
  workers,
  models,
  several,
  state,
  current,
  onChooseFiles,
}: EncodersPanelProps) {
  const { kept = [], found, busy } = models;
  const [typed, setTyped] = useState('');
  return (
    <section className="encoders" aria-label="Encoders">
      <div className="encoders-head">
        <h2>Encoders</h2>
        {kept.length > 0 && (
          <button
            type="button"
            className="button"
            onClick={() => {
              showCompare(true);
            }}
          >
            Compare
          </button>
        )}
        <IconButton icon={X} label="Close" title="Close (E)" onClick={models.toggle} />
      </div>
      <ul className="encoders-list" aria-label="Encoders on this device">
        <li className="encoder">
          <div className="encoder-text">
            <p className="encoder-name">{DEFAULT_MODEL}</p>
            <p className="encoders-quiet">Comes with Lookalike</p>
            <EmbeddingsLine several={several} id={undefined} state={state} />
          </div>
          {current === undefined ? (
            <span className="encoders-quiet">In use</span>
          ) : (
            <button
              type="button"
              className="button"
              onClick={() => {
                models.use(undefined);
              }}
            >
              Use
            </button>
          )}
        </li>
        {kept.map((model) => (
          <EncoderRow
            key={model.id}
            workers={workers}
            model={model}
            several={several}
            state={state}
            isCurrent={model.id === current}
            isBusy={busy !== undefined}
            models={models}
          />
        ))}
      </ul>
      <form
        className="encoders-add"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') models.lookUp(typed);
        }}
      >
        <input
          type="text"
          aria-label="Model on Hugging Face"
          placeholder="owner/name on Hugging Face"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
          }}
        />
        <button type="submit" className="button" disabled={busy !== undefined}>
          Ask huggingface.co
        </button>
        <button
          type="button"
          className="button"
          disabled={busy !== undefined}
          title="An .onnx file, with its data files, preprocessor_config.json, text_model.onnx and tokenizer.json where it has them"
          onClick={onChooseFiles}
        >
          <FileUp size={18} aria-hidden /> <span>Open a file</span>
        </button>
      </form>
      <p className="encoders-hint">
        Only <em>Ask</em> and <em>Fetch</em> leave this device: huggingface.co then sees your address and the
        model’s name, never a photo, never a word that you search by.
      </p>
      {found && <FoundModel model={found} disabled={busy !== undefined} onFetch={models.fetch} />}
      {busy && (
        <div className="encoders-busy">
          <p role="status">{sentence(busy)}</p>
          {busy !== 'asking' && busy.stage === 'fetching' && (
            <progress
              className="job-progress"
              max={Math.max(1, busy.totalBytes)}
              value={busy.doneBytes}
              aria-label="Bytes fetched"
            />
          )}
          {(busy === 'asking' || busy.stage === 'fetching') && (
            <IconButton
              icon={X}
              label="Cancel"
              title="Cancel: what has come is kept, and goes on the next time"
              onClick={models.cancel}
            />
          )}
        </div>
      )}
    </section>
  );
}
