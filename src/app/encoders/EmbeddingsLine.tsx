/** Shows how many embeddings an encoder has stored and their size, with buttons to make and delete them. */
import { useState } from 'react';
import type { CatalogueState } from '../../contract/catalogue';
import { isFormer } from '../../threads/fleet/former-models';
import { nameOfEncoder, type Several } from './use-several';
import { encoders } from '../messages/encoders';

interface EmbeddingsLineProps {
  readonly several: Several;
  /** Id of a custom model or of a former encoder; undefined for the shipped one. */
  readonly id: string | undefined;
  readonly state: CatalogueState | undefined;
}

const IDLE: readonly (string | undefined)[] = [undefined, 'done', 'cancelled'];

export function EmbeddingsLine({ several, id, state }: EmbeddingsLineProps) {
  const [isAsking, setIsAsking] = useState(false);
  const entry = several.entries?.find((one) => one.id === id);
  if (!entry || !state || state.products === 0) return null;
  const { identity, stored } = entry;
  const { fingerprint } = identity;
  const name = nameOfEncoder(entry);
  const rows = Math.min(stored?.rows ?? 0, state.products);
  const isWhole = fingerprint === state.encoder ? state.stale === 0 : rows === state.products;
  const isUnderWay =
    state.embedding?.encoder.fingerprint === fingerprint && !IDLE.includes(state.embedding.state);
  return (
    <div className="embeddings">
      <p className="encoders-quiet">
        {stored
          ? encoders.embedded(rows, state.products, stored.sizeBytes)
          : encoders.noneEmbedded(state.products)}
      </p>
      {isAsking && stored ? (
        <>
          <p className="encoders-quiet" role="status">
            {encoders.reallyDelete(stored.sizeBytes)}
          </p>
          <button
            type="button"
            className="button"
            aria-label={encoders.deleteOf(name)}
            onClick={() => {
              setIsAsking(false);
              several.remove(fingerprint);
            }}
          >
            {encoders.delete}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              setIsAsking(false);
            }}
          >
            {encoders.keep}
          </button>
        </>
      ) : (
        <>
          {!isWhole && !isUnderWay && !isFormer(id) && (
            <button
              type="button"
              className="button"
              title={encoders.embedTitle}
              aria-label={encoders.embedWith(name)}
              onClick={() => {
                several.embed(id);
              }}
            >
              {encoders.embed}
            </button>
          )}
          {stored && (
            <button
              type="button"
              className="link-button"
              aria-label={encoders.deleteEmbeddingsOf(name)}
              onClick={() => {
                setIsAsking(true);
              }}
            >
              {encoders.deleteEmbeddings}
            </button>
          )}
        </>
      )}
    </div>
  );
}
