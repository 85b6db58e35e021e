/** A model of others in; what it is, how it fared on each device, and what can be done with it, out. */
import { SlidersHorizontal, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CatalogueState, Device } from '../contract';
import type { DeviceTrial, KeptModel } from '../models-contract';
import { CorrectForm } from './CorrectForm';
import { EmbeddingsLine } from './EmbeddingsLine';
import { count, counted, estimate, share, size } from './format';
import { IconButton } from './IconButton';
import type { Models } from './use-models';
import type { Several } from './use-several';
import type { Workers } from '../workers';

const DEVICES: Record<Device, string> = { webgpu: 'WebGPU', wasm: 'WASM' };

interface EncoderRowProps {
  readonly workers: Workers;
  readonly model: KeptModel;
  readonly several: Several;
  /** Of the catalogue of photos. */
  readonly state: CatalogueState | undefined;
  readonly isCurrent: boolean;
  readonly isBusy: boolean;
  readonly models: Models;
}

function verdict({ device, isSound, reason, perSecond, cosine, overlap }: DeviceTrial): string {
  const name = DEVICES[device];
  if (!isSound) return `${name}: not used, ${reason ?? 'it failed'}`;
  const speed = `${name}: ${(perSecond ?? 0).toFixed((perSecond ?? 0) < 10 ? 1 : 0)} photos/s`;
  return cosine === undefined || overlap === undefined
    ? speed
    : `${speed}, agrees with WASM (cosine ${cosine.toFixed(4)}, nearest ${share(overlap)})`;
}

export function EncoderRow({ workers, model, several, state, isCurrent, isBusy, models }: EncoderRowProps) {
  const [isCorrecting, setIsCorrecting] = useState(model.isGuess === true);
  const { id, card, origin, trial, isGuess, text, textRefusal, textFrom } = model;
  const products = state?.products ?? 0;
  const { side, width = side } = card.preprocessing;
  const { perSecond } = trial.trials.find(({ device }) => device === trial.device) ?? {};
  return (
    <li className="encoder">
      <div className="encoder-text">
        <p className="encoder-name">{card.name}</p>
        <p className="encoders-quiet">
          {origin} · {size(card.sizeBytes)} · {count(card.dims)} values of {card.output?.name ?? 'its output'}{' '}
          · {width} × {side} px
        </p>
        {trial.trials.map((one) => (
          <p key={one.device} className={one.isSound ? 'encoders-quiet' : 'encoders-alert'}>
            {verdict(one)}
          </p>
        ))}
        {text && (
          <p className="encoders-quiet">Searches by words, of {count(text.form.length)} tokens at most</p>
        )}
        {textRefusal !== undefined && <p className="encoders-alert">Not searched by words: {textRefusal}</p>}
        {textFrom && (
          <button
            type="button"
            className="button"
            disabled={isBusy}
            onClick={() => {
              models.fetchText(id);
            }}
          >
            Fetch its words again
          </button>
        )}
        {isGuess && (
          <p className="encoders-quiet">
            Nobody says how it takes photos: see below that what is usual is right
          </p>
        )}
        {!isCurrent && products > 0 && perSecond !== undefined && (
          <p className="encoders-quiet">
            To encode {counted(products, 'product')} takes {estimate((products / perSecond) * 1000)} at least
          </p>
        )}
        <EmbeddingsLine several={several} id={id} state={state} />
      </div>
      {isCurrent ? (
        <span className="encoders-quiet">In use</span>
      ) : (
        <>
          <button
            type="button"
            className="button"
            disabled={isBusy || trial.device === undefined}
            onClick={() => {
              models.use(id);
            }}
          >
            Use
          </button>
          <IconButton
            icon={SlidersHorizontal}
            label={`Correct ${card.name}`}
            title="How it takes photos, and which output is its embedding"
            onClick={() => {
              setIsCorrecting(!isCorrecting);
            }}
          />
          <IconButton
            icon={Trash2}
            label={`Remove ${card.name}`}
            onClick={() => {
              models.remove(id);
            }}
          />
        </>
      )}
      {isCorrecting && !isCurrent && (
        <CorrectForm
          workers={workers}
          model={model}
          isBusy={isBusy}
          onCorrect={(preprocessing, output) => {
            setIsCorrecting(false);
            models.correct(id, preprocessing, output);
          }}
        />
      )}
    </li>
  );
}
