/** Draws the form that corrects the preprocessing and the output of a custom model by hand. */
import { useId, useState } from 'react';
import type { EncoderOutput, FitMode, Pooling, Preprocessing, Resample } from '../../contract/card';
import type { KeptModel } from '../../contract/models';
import { PhotoPreview } from './PhotoPreview';
import { SCALINGS, scalingOf } from './usual-preprocessing';
import type { Workers } from '../../threads/start-photos';
import { correct } from '../messages/correct';
import { encoders } from '../messages/encoders';

interface CorrectFormProps {
  readonly workers: Workers;
  readonly model: KeptModel;
  readonly isBusy: boolean;
  readonly onCorrect: (preprocessing: Preprocessing, output: EncoderOutput) => void;
}

const POOLINGS: Record<Pooling, string> = {
  vector: correct.asItIs,
  'first-token': correct.firstToken,
  'mean-tokens': correct.meanOfTokens,
  'mean-map': correct.meanOfMap,
};
const FITS: Record<FitMode, string> = {
  cover: correct.cover,
  stretch: correct.stretch,
  contain: correct.contain,
};
const FILTERS: Record<Resample, string> = {
  bilinear: correct.bilinear,
  bicubic: correct.bicubic,
  lanczos: correct.lanczos,
  box: correct.box,
  hamming: correct.hamming,
};
const OWN = 'own';

/** Lists a closed set of choices as pairs of key and text. */
function entries<Key extends string>(words: Record<Key, string>): readonly (readonly [Key, string])[] {
  return (Object.keys(words) as Key[]).map((key) => [key, words[key]]);
}

/** Sets the side, and scales the edge with it, so that the crop keeps its share of the photo. */
function withSide(before: Preprocessing, side: number): Preprocessing {
  const { edge } = before;
  return {
    ...before,
    side,
    ...(edge === undefined ? {} : { edge: Math.round((edge * side) / before.side) }),
  };
}

export function CorrectForm({ workers, model, isBusy, onCorrect }: CorrectFormProps) {
  const { card, outputs } = model;
  const id = useId();
  const [preprocessing, setPreprocessing] = useState(card.preprocessing);
  const [chosen, setChosen] = useState(
    Math.max(
      0,
      outputs.findIndex(({ name, pooling }) => name === card.output?.name && pooling === card.output.pooling),
    ),
  );
  const change = (part: Partial<Preprocessing>) => {
    setPreprocessing((before) => ({ ...before, ...part }));
  };
  const scaling = scalingOf(preprocessing);
  const select = <Key extends string>(
    word: string,
    value: Key,
    choices: readonly (readonly [Key, string])[],
    choose: (value: Key) => void,
  ) => (
    <div className="correct-field">
      <label htmlFor={`${id}-${word}`}>{word}</label>
      <select
        id={`${id}-${word}`}
        value={value}
        onChange={({ target }) => {
          const found = choices.find(([key]) => key === target.value);
          if (found) choose(found[0]);
        }}
      >
        {choices.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
  return (
    <form
      className="correct"
      aria-label={encoders.correct(card.name)}
      onSubmit={(event) => {
        event.preventDefault();
        const output = outputs[chosen];
        if (output) onCorrect(preprocessing, { name: output.name, pooling: output.pooling });
      }}
    >
      {select(
        correct.embedding,
        String(chosen),
        outputs.map(
          ({ name, pooling, dims }, i) => [String(i), correct.output(name, POOLINGS[pooling], dims)] as const,
        ),
        (value) => {
          setChosen(Number(value));
        },
      )}
      {select(correct.photo, preprocessing.fit, entries(FITS), (fit) => {
        change({ fit });
      })}
      {select(correct.filter, preprocessing.resample, entries(FILTERS), (resample) => {
        change({ resample });
      })}
      {select(
        correct.values,
        scaling?.name ?? OWN,
        [
          ...SCALINGS.map((one) => [one.name, correct.scalings[one.name]] as const),
          ...(scaling ? [] : [[OWN, correct.ownValues] as const]),
        ],
        (name) => {
          change(SCALINGS.find((one) => one.name === name)?.values ?? {});
        },
      )}
      {select(
        correct.channels,
        preprocessing.channels ?? 'rgb',
        [
          ['rgb', correct.redFirst],
          ['bgr', correct.blueFirst],
        ],
        (channels) => {
          change({ channels });
        },
      )}
      <div className="correct-field">
        <label htmlFor={`${id}-side`}>
          {preprocessing.width === undefined ? correct.side : correct.height}
        </label>
        <input
          id={`${id}-side`}
          type="number"
          min={16}
          max={1024}
          required
          value={preprocessing.side}
          onChange={({ target }) => {
            const side = target.valueAsNumber;
            if (side > 0) setPreprocessing((before) => withSide(before, side));
          }}
        />
      </div>
      {preprocessing.width !== undefined && (
        <div className="correct-field">
          <label htmlFor={`${id}-width`}>{correct.width}</label>
          <input
            id={`${id}-width`}
            type="number"
            min={16}
            max={1024}
            required
            value={preprocessing.width}
            onChange={({ target }) => {
              if (target.valueAsNumber > 0) change({ width: target.valueAsNumber });
            }}
          />
        </div>
      )}
      <button type="submit" className="button" disabled={isBusy}>
        {correct.tryIt}
      </button>
      <PhotoPreview workers={workers} preprocessing={preprocessing} />
    </form>
  );
}
