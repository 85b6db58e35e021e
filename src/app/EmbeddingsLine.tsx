/** An encoder's embeddings of the catalogue in; how many there are and what they take, with ways to make and delete them, out. */
import { useState } from 'react';
import type { CatalogueState } from '../contract';
import { count, size } from './format';
import { nameOfEncoder, type Several } from './use-several';

interface EmbeddingsLineProps {
  readonly several: Several;
  /** Of the encoder; undefined for the shipped one. */
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
          ? `${count(rows)} of ${count(state.products)} embedded · ${size(stored.sizeBytes)}`
          : `None of ${count(state.products)} embedded yet`}
      </p>
      {isAsking && stored ? (
        <>
          <p className="encoders-quiet" role="status">
            Delete {size(stored.sizeBytes)}? The encoder and your products stay.
          </p>
          <button
            type="button"
            className="button"
            aria-label={`Delete the embeddings of ${name}`}
            onClick={() => {
              setIsAsking(false);
              several.remove(fingerprint);
            }}
          >
            Delete
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              setIsAsking(false);
            }}
          >
            Keep
          </button>
        </>
      ) : (
        <>
          {!isWhole && !isUnderWay && (
            <button
              type="button"
              className="button"
              title="Embed your products with this encoder, while the one in use goes on answering"
              aria-label={`Embed with ${name}`}
              onClick={() => {
                several.embed(id);
              }}
            >
              Embed
            </button>
          )}
          {stored && (
            <button
              type="button"
              className="link-button"
              aria-label={`Delete embeddings of ${name}…`}
              onClick={() => {
                setIsAsking(true);
              }}
            >
              Delete embeddings…
            </button>
          )}
        </>
      )}
    </div>
  );
}
