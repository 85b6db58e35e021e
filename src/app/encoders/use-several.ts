/** Provides the encoders on this device with their stored embeddings, and the actions on those. */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { CatalogueState } from '../../contract/catalogue';
import type { EncoderIdentity } from '../../contract/encoder';
import type { StoredEmbeddings } from '../../contract/encoders';
import type { KeptModel } from '../../contract/models';
import { DEFAULT_MODEL } from '../../shared/shipped-models';
import { asError } from '../../shared/errors';
import { isFormer } from '../../threads/fleet/former-models';
import type { Workers } from '../../threads/start-photos';

/** An encoder on this device with its stored embeddings. */
export interface EncoderEntry {
  /** Id of a custom model or of a former encoder; undefined for the shipped one. */
  readonly id: string | undefined;
  readonly identity: EncoderIdentity;
  /** Undefined where it has embedded nothing. */
  readonly stored: StoredEmbeddings | undefined;
}

/** The encoders on this device and the actions on their embeddings. */
export interface Several {
  /** The shipped one first, former ones that have embedded something last; undefined until all are known. */
  readonly entries: readonly EncoderEntry[] | undefined;
  readonly embed: (id: string | undefined) => void;
  /** Deletes what one encoder has embedded. */
  readonly remove: (fingerprint: string) => void;
}

/** Leaves out encoders that cannot be described, for example one that was just removed. */
async function entriesOf(
  { encoders }: Workers,
  kept: readonly KeptModel[],
): Promise<readonly EncoderEntry[]> {
  const stored = await encoders.storedEmbeddings();
  const present = [undefined, ...kept.map(({ id }) => id)];
  const asked = [...present, ...present.flatMap((id) => encoders.formerIds(id))].map(async (id) => {
    const identity = await encoders.describe(id).catch(() => undefined);
    if (!identity) return [];
    return [{ id, identity, stored: stored.find(({ fingerprint }) => fingerprint === identity.fingerprint) }];
  });
  const described = (await Promise.all(asked)).flat();
  const known = new Set(described.flatMap(({ id, identity }) => (isFormer(id) ? [] : identity.fingerprint)));
  return described.filter(
    ({ id, identity, stored: own }) => !isFormer(id) || (own && !known.has(identity.fingerprint)),
  );
}

/**
 * @param kept custom models; undefined until they have been listed.
 * @param hasMigrated whether a former encoder's embeddings have been deleted since the page was opened.
 * @param onProblem called with the error of a failed call, and with `undefined` when another begins.
 */
export function useSeveral(
  workers: Workers,
  kept: readonly KeptModel[] | undefined,
  state: CatalogueState | undefined,
  hasMigrated: boolean,
  onProblem: (problem: Error | undefined) => void,
): Several {
  const [entries, setEntries] = useState<readonly EncoderEntry[]>();
  const [deleted, setDeleted] = useState(0);
  const isReady = state !== undefined;
  // the stored embeddings change with these values, so they are counted only when one of them changes
  const change = [
    state?.revision,
    state?.embedding?.done,
    state?.embedding?.state,
    state?.stale,
    deleted,
    hasMigrated,
  ].join();

  useEffect(() => {
    if (!isReady || !kept) return;
    let current = true;
    entriesOf(workers, kept).then(
      (found) => {
        if (current) setEntries(found);
      },
      (error: unknown) => {
        if (current) onProblem(asError(error));
      },
    );
    return () => {
      current = false;
    };
  }, [workers, kept, isReady, change, onProblem]);

  const act = useCallback(
    (work: () => Promise<void>) => {
      onProblem(undefined);
      work().catch((error: unknown) => {
        onProblem(asError(error));
      });
    },
    [onProblem],
  );

  return useMemo(
    () => ({
      entries,
      embed: (id) => {
        act(() => workers.encoders.embed(id));
      },
      remove: (fingerprint) => {
        act(async () => {
          await workers.encoders.deleteEmbeddings(fingerprint);
          setDeleted((before) => before + 1);
        });
      },
    }),
    [entries, act, workers],
  );
}

/** The name of an encoder as the page shows it. */
export function nameOfEncoder({ id, identity }: Pick<EncoderEntry, 'id' | 'identity'>): string {
  return id === undefined ? DEFAULT_MODEL : identity.name;
}
