/** Encoders and what comparing them gave in; one table of precision, overlap, speed and size out. */
import { useEffect, useState } from 'react';
import type { Comparison } from '../encoders-contract';
import type { KeptModel, ShippedTrial } from '../models-contract';
import { count, percent, size } from './format';
import { K } from './query';
import type { Models } from './use-models';
import { nameOfEncoder, type EncoderEntry } from './use-several';

interface CompareTableProps {
  readonly chosen: readonly EncoderEntry[];
  readonly comparison: Comparison;
  readonly models: Models;
}

/** Photos per second on the device that is used. */
function speedOf({ trial }: Pick<KeptModel, 'trial'>): number | undefined {
  return trial.trials.find(({ device }) => device === trial.device)?.perSecond;
}

export function CompareTable({ chosen, comparison, models: { kept, tryShipped } }: CompareTableProps) {
  const [shipped, setShipped] = useState<ShippedTrial>();
  const hasShipped = chosen.some(({ id }) => id === undefined);
  useEffect(() => {
    if (!hasShipped) return;
    let current = true;
    tryShipped().then(
      (found) => {
        if (current) setShipped(found);
      },
      // its speed is then not known: the rest of the table stands
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [hasShipped, tryShipped]);
  const { encoders, overlap, classed, classes } = comparison;
  const rows = encoders.flatMap(({ fingerprint, precision }, e) => {
    const entry = chosen.find(({ identity }) => identity.fingerprint === fingerprint);
    return entry ? [{ entry, precision, overlaps: overlap[e] ?? [] }] : [];
  });
  return (
    // a table of four encoders is wider than a phone: it scrolls by itself, by touch and by key
    <div className="compare-scroll" role="region" aria-label="Figures" tabIndex={0}>
      <table className="quality-table compare-table">
        <caption>
          {classed > 0
            ? `Precision@${K} by folder (${count(classed)} queries, ${count(classes)} folders) and overlap@${K}`
            : `Overlap@${K}. Precision needs products in two folders at least, two in each`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Encoder</th>
            <th scope="col">Precision@{K}</th>
            {rows.map(({ entry }) => (
              <th key={entry.identity.fingerprint} scope="col">
                Overlap@{K} with {nameOfEncoder(entry)}
              </th>
            ))}
            <th scope="col">Photos/s</th>
            <th scope="col">Model</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ entry, precision, overlaps }, row) => {
            const model = entry.id === undefined ? shipped : kept?.find(({ id }) => id === entry.id);
            const perSecond = model && speedOf(model);
            const sizeBytes = model && ('card' in model ? model.card.sizeBytes : model.sizeBytes);
            return (
              <tr key={entry.identity.fingerprint}>
                <th scope="row">{nameOfEncoder(entry)}</th>
                <td>{precision === undefined ? '–' : percent(precision)}</td>
                {overlaps.map((part, column) => (
                  <td key={column}>{column === row ? '–' : percent(part)}</td>
                ))}
                <td>{perSecond === undefined ? '–' : perSecond.toFixed(perSecond < 10 ? 1 : 0)}</td>
                <td>{sizeBytes === undefined ? '–' : size(sizeBytes)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="demo-facts">Photos/s: drawn photos in batches of eight, without decoding and focus.</p>
    </div>
  );
}
