/** Draws a custom model: its facts, its trial on each device, and its buttons. */
import { SlidersHorizontal, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CatalogueState } from '../../contract/catalogue';
import type { DeviceTrial, KeptModel } from '../../contract/models';
import { CorrectForm } from './CorrectForm';
import { EmbeddingsLine } from './EmbeddingsLine';
import { IconButton } from '../ui/IconButton';
import type { Models } from './use-models';
import { useReason } from '../ui/use-reason';
import type { Several } from './use-several';
import type { Workers } from '../../threads/start-photos';
import { common } from '../messages/common';
import { encoders } from '../messages/encoders';
import { size } from '../messages/numbers';

interface EncoderRowProps {
  readonly workers: Workers;
  readonly model: KeptModel;
  readonly several: Several;
  /** State of the catalogue of photos. */
  readonly state: CatalogueState | undefined;
  readonly isCurrent: boolean;
  readonly isBusy: boolean;
  readonly models: Models;
}

/** @param reason why the device is not used, as a translated sentence. */
function verdict(
  { device, isSound, perSecond, cosine, overlap }: DeviceTrial,
  reason: string | undefined,
): string {
  const name = common.devices[device];
  if (!isSound) return encoders.notUsed(name, reason);
  const speed = perSecond ?? 0;
  return cosine === undefined || overlap === undefined
    ? encoders.speed(name, speed)
    : encoders.speedAndAgreement(name, speed, cosine, overlap);
}

function Verdict({ trial }: { readonly trial: DeviceTrial }) {
  const reason = useReason(trial.reason);
  const isComing = trial.reason !== undefined && reason === undefined;
  return (
    <p className={trial.isSound ? 'encoders-quiet' : 'encoders-alert'}>
      {!isComing && verdict(trial, reason)}
    </p>
  );
}

export function EncoderRow({ workers, model, several, state, isCurrent, isBusy, models }: EncoderRowProps) {
  const [isCorrecting, setIsCorrecting] = useState(model.isGuess === true);
  const { id, card, origin, trial, isGuess, text, textRefusal, textFrom } = model;
  const refusedWords = useReason(textRefusal);
  const products = state?.products ?? 0;
  const { side, width = side } = card.preprocessing;
  const { perSecond } = trial.trials.find(({ device }) => device === trial.device) ?? {};
  return (
    <li className="encoder">
      <div className="encoder-text">
        <p className="encoder-name">{card.name}</p>
        <p className="encoders-quiet">
          {origin} · {size(card.sizeBytes)} · {encoders.values(card.dims, card.output?.name)} · {width} ×{' '}
          {side} px
        </p>
        {trial.trials.map((one) => (
          <Verdict key={one.device} trial={one} />
        ))}
        {text && <p className="encoders-quiet">{encoders.searchesByWords(text.form.length)}</p>}
        {refusedWords !== undefined && <p className="encoders-alert">{encoders.noWords(refusedWords)}</p>}
        {textFrom && (
          <button
            type="button"
            className="button"
            disabled={isBusy}
            onClick={() => {
              models.fetchText(id);
            }}
          >
            {encoders.fetchWords}
          </button>
        )}
        {isGuess && <p className="encoders-quiet">{encoders.guess}</p>}
        {!isCurrent && products > 0 && perSecond !== undefined && (
          <p className="encoders-quiet">
            {encoders.takes(products, common.estimate((products / perSecond) * 1000))}
          </p>
        )}
        <EmbeddingsLine several={several} id={id} state={state} />
      </div>
      {isCurrent ? (
        <span className="encoders-quiet">{encoders.inUse}</span>
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
            {encoders.use}
          </button>
          <IconButton
            icon={SlidersHorizontal}
            label={encoders.correct(card.name)}
            title={encoders.correctTitle}
            onClick={() => {
              setIsCorrecting(!isCorrecting);
            }}
          />
          <IconButton
            icon={Trash2}
            label={encoders.remove(card.name)}
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
