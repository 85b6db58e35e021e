/** Draws a row of options, of which one is chosen. */
import { useId } from 'react';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  /** Whether the label is drawn beside the choice, or only read out. */
  readonly labelled?: boolean;
  readonly choices: readonly { readonly value: Value; readonly word: string; readonly title: string }[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
}

export function Choice<Value extends string>({
  label,
  labelled = true,
  choices,
  value,
  onChoose,
}: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div className="choice" role="radiogroup" aria-label={label}>
      {labelled && (
        <span className="focus-label" aria-hidden>
          {label}
        </span>
      )}
      <div className="segments">
        {choices.map((choice) => (
          <label key={choice.value} className="segment" title={choice.title}>
            <input
              type="radio"
              name={id}
              checked={choice.value === value}
              onChange={() => {
                onChoose(choice.value);
              }}
            />
            <span>{choice.word}</span>
          </label>
        ))}
      </div>
    </div>
  );
}
