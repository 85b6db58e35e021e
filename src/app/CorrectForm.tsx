/** A model of others in; how it is given photos and which output is taken, as chosen by hand, out. */
import { useId, useState } from 'react';
import type { EncoderOutput, FitMode, Pooling, Preprocessing, Resample } from '../card';
import type { KeptModel } from '../models-contract';
import { count } from './format';
import { PhotoPreview } from './PhotoPreview';
import { SCALINGS, scalingOf } from './usual-preprocessing';
import type { Workers } from '../workers';

interface CorrectFormProps {
  readonly workers: Workers;
  readonly model: KeptModel;
  readonly isBusy: boolean;
  readonly onCorrect: (preprocessing: Preprocessing, output: EncoderOutput) => void;
}

const POOLINGS: Record<Pooling, string> = {
  vector: 'as it is',
  'first-token': 'first token',
  'mean-tokens': 'mean of tokens',
  'mean-map': 'mean of the map',
};
const FITS: Record<FitMode, string> = {
  cover: 'Its centre, cropped',
  stretch: 'All of it, stretched',
  contain: 'All of it, on grey',
};
const FILTERS: Record<Resample, string> = {
  bilinear: 'Bilinear',
  bicubic: 'Bicubic',
  lanczos: 'Lanczos',
  box: 'Box',
  hamming: 'Hamming',
};
const OWN = 'own';

/** The words of a closed set, to choose from. */
function entries<Key extends string>(words: Record<Key, string>): readonly (readonly [Key, string])[] {
  return (Object.keys(words) as Key[]).map((key) => [key, words[key]]);
}

/** The crop keeps its share of the photo. */
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
      aria-label={`Correct ${card.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        const output = outputs[chosen];
        if (output) onCorrect(preprocessing, { name: output.name, pooling: output.pooling });
      }}
    >
      {select(
        'Embedding',
        String(chosen),
        outputs.map(
          ({ name, pooling, dims }, i) =>
            [String(i), `${name}, ${POOLINGS[pooling]} (${count(dims)})`] as const,
        ),
        (value) => {
          setChosen(Number(value));
        },
      )}
      {select('Photo', preprocessing.fit, entries(FITS), (fit) => {
        change({ fit });
      })}
      {select('Filter', preprocessing.resample, entries(FILTERS), (resample) => {
        change({ resample });
      })}
      {select(
        'Values',
        scaling?.word ?? OWN,
        [
          ...SCALINGS.map(({ word }) => [word, word] as const),
          ...(scaling ? [] : [[OWN, 'Its own'] as const]),
        ],
        (word) => {
          change(SCALINGS.find((one) => one.word === word)?.values ?? {});
        },
      )}
      {select(
        'Channels',
        preprocessing.channels ?? 'rgb',
        [
          ['rgb', 'Red first'],
          ['bgr', 'Blue first'],
        ],
        (channels) => {
          change({ channels });
        },
      )}
      <div className="correct-field">
        <label htmlFor={`${id}-side`}>{preprocessing.width === undefined ? 'Side, px' : 'Height, px'}</label>
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
          <label htmlFor={`${id}-width`}>Width, px</label>
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
        Try it so
      </button>
      <PhotoPreview workers={workers} preprocessing={preprocessing} />
    </form>
  );
}
