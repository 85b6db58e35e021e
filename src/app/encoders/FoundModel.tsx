/** Lists the files of a model on the hub with their sizes, each with a button that fetches it. */
import { useState } from 'react';
import type { HubModel, HubVariant } from '../../contract/models';
import { encoders } from '../messages/encoders';

interface FoundModelProps {
  readonly model: HubModel;
  readonly disabled: boolean;
  readonly onFetch: (path: string, withText: boolean) => void;
}

function bytes(files: readonly { readonly sizeBytes: number }[] | undefined): number {
  return (files ?? []).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** Size in bytes of all files that are fetched together. */
function total({ sizeBytes, text }: HubVariant, { tokenizer }: HubModel, withText: boolean): number {
  return withText ? sizeBytes + bytes(text) + bytes(tokenizer) : sizeBytes;
}

export function FoundModel({ model, disabled, onFetch }: FoundModelProps) {
  const { repo, variants, tokenizer, preprocessing } = model;
  const [isTextWanted, setIsTextWanted] = useState(true);
  const hasText = tokenizer !== undefined && variants.some(({ text }) => text !== undefined);
  // without separate text files the variant may hold both halves, and needs only the tokenizer beside it
  const withText = tokenizer !== undefined && (isTextWanted || !hasText);
  return (
    <>
      <p className="encoders-hint">{encoders.hasFiles(repo)}</p>
      {!preprocessing && <p className="encoders-hint">{encoders.unsaid}</p>}
      {hasText && (
        <label className="encoders-with">
          <input
            type="checkbox"
            checked={isTextWanted}
            onChange={({ target }) => {
              setIsTextWanted(target.checked);
            }}
          />
          <span>{encoders.withText}</span>
        </label>
      )}
      <ul aria-label={encoders.files} className="encoders-found">
        {variants.map((variant) => (
          <li key={variant.path}>
            <span>{variant.path}</span>
            <span className="encoders-quiet">{variant.dtype}</span>
            <button
              type="button"
              className="button"
              disabled={disabled}
              onClick={() => {
                onFetch(variant.path, withText);
              }}
            >
              {encoders.fetch(total(variant, model, withText))}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
