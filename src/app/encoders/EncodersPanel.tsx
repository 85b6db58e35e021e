/** Draws the list of encoders on this device, and the ways to add another. */
import { FileUp, X } from 'lucide-react';
import { useState } from 'react';
import { DEFAULT_MODEL } from '../../shared/shipped-models';
import { isFormer } from '../../threads/fleet/former-models';
import type { CatalogueState } from '../../contract/catalogue';
import type { ModelProgress } from '../../contract/models';
import type { Workers } from '../../threads/start-photos';
import { EmbeddingsLine } from './EmbeddingsLine';
import { EncoderRow } from './EncoderRow';
import { FoundModel } from './FoundModel';
import { withKey } from '../commands/command';
import { toggleEncoders } from '../commands/page-commands';
import { IconButton } from '../ui/IconButton';
import type { Models } from './use-models';
import { nameOfEncoder, type Several } from './use-several';
import { showCompare } from '../ui/use-shown';
import { common } from '../messages/common';
import { encoders } from '../messages/encoders';

interface EncodersPanelProps {
  /** Make the previews of a photo as an encoder gets it. */
  readonly workers: Workers;
  readonly models: Models;
  readonly several: Several;
  /** State of the catalogue of photos. */
  readonly state: CatalogueState | undefined;
  /** Id of the active encoder; undefined for the shipped one. */
  readonly current: string | undefined;
  readonly onChooseFiles: () => void;
}

function sentence(busy: 'asking' | ModelProgress): string {
  if (busy === 'asking') return encoders.asking;
  switch (busy.stage) {
    case 'fetching':
      return encoders.fetching(busy.doneBytes, busy.totalBytes);
    case 'checking':
      return encoders.checking;
    case 'trying':
      return encoders.trying;
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
  const formers = several.entries?.filter(({ id }) => isFormer(id)) ?? [];
  const [typed, setTyped] = useState('');
  return (
    <section className="encoders" aria-label={encoders.title}>
      <div className="encoders-head">
        <h2>{encoders.title}</h2>
        {kept.length > 0 && (
          <button
            type="button"
            className="button"
            onClick={() => {
              showCompare(true);
            }}
          >
            {encoders.compare}
          </button>
        )}
        <IconButton
          icon={X}
          label={common.close}
          title={withKey(common.close, toggleEncoders)}
          onClick={models.toggle}
        />
      </div>
      <ul className="encoders-list" aria-label={encoders.list}>
        <li className="encoder">
          <div className="encoder-text">
            <p className="encoder-name">{DEFAULT_MODEL}</p>
            <p className="encoders-quiet">{encoders.shipped}</p>
            <EmbeddingsLine several={several} id={undefined} state={state} />
          </div>
          {current === undefined ? (
            <span className="encoders-quiet">{encoders.inUse}</span>
          ) : (
            <button
              type="button"
              className="button"
              onClick={() => {
                models.use(undefined);
              }}
            >
              {encoders.use}
            </button>
          )}
        </li>
        {formers.map((entry) => (
          <li key={entry.id} className="encoder">
            <div className="encoder-text">
              <p className="encoder-name">{nameOfEncoder(entry)}</p>
              <p className="encoders-quiet">{encoders.former}</p>
              <EmbeddingsLine several={several} id={entry.id} state={state} />
            </div>
            {current === entry.id ? (
              <span className="encoders-quiet">{encoders.inUse}</span>
            ) : (
              <button
                type="button"
                className="button"
                onClick={() => {
                  models.use(entry.id);
                }}
              >
                {encoders.use}
              </button>
            )}
          </li>
        ))}
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
          aria-label={encoders.modelOnHub}
          placeholder={encoders.modelOnHubShape}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
          }}
        />
        <button type="submit" className="button" disabled={busy !== undefined}>
          {encoders.ask}
        </button>
        <button
          type="button"
          className="button"
          disabled={busy !== undefined}
          title={encoders.openTitle}
          onClick={onChooseFiles}
        >
          <FileUp size={18} aria-hidden /> <span>{encoders.open}</span>
        </button>
      </form>
      <p className="encoders-hint">{encoders.privacy}</p>
      {found && <FoundModel model={found} disabled={busy !== undefined} onFetch={models.fetch} />}
      {busy && (
        <div className="encoders-busy">
          <p role="status">{sentence(busy)}</p>
          {busy !== 'asking' && busy.stage === 'fetching' && (
            <progress
              className="job-progress"
              max={Math.max(1, busy.totalBytes)}
              value={busy.doneBytes}
              aria-label={encoders.bytesFetched}
            />
          )}
          {(busy === 'asking' || busy.stage === 'fetching') && (
            <IconButton icon={X} label={common.cancel} title={encoders.cancelTitle} onClick={models.cancel} />
          )}
        </div>
      )}
    </section>
  );
}
