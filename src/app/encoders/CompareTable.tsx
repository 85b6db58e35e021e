/** Draws one table of the precision, overlap, speed and size of encoders. */
import { useEffect, useState } from 'react';
import type { Comparison } from '../../contract/encoders';
import type { KeptModel, ShippedTrial } from '../../contract/models';
import { K } from '../search/query';
import type { Models } from './use-models';
import { nameOfEncoder, type EncoderEntry } from './use-several';
import { compare } from '../messages/compare';
import { percent, rate, size } from '../messages/numbers';

interface CompareTableProps {
  readonly chosen: readonly EncoderEntry[];
  readonly comparison: Comparison;
  readonly models: Models;
}

/** Photos per second on the device that the encoder uses. */
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
      // without a trial the speed stays unknown, drawn as a dash; the rest of the table is still valid
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
    // a table of four encoders is wider than a phone: it scrolls on its own, by touch and by keys
    <div className="compare-scroll" role="region" aria-label={compare.figures} tabIndex={0}>
      <table className="quality-table compare-table">
        <caption>{classed > 0 ? compare.byFolder(K, classed, classes) : compare.onlyOverlap(K)}</caption>
        <thead>
          <tr>
            <th scope="col">{compare.encoder}</th>
            <th scope="col">{compare.precision(K)}</th>
            {rows.map(({ entry }) => (
              <th key={entry.identity.fingerprint} scope="col">
                {compare.overlapWith(K, nameOfEncoder(entry))}
              </th>
            ))}
            <th scope="col">{compare.photosPerSecond}</th>
            <th scope="col">{compare.model}</th>
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
                <td>{perSecond === undefined ? '–' : rate(perSecond)}</td>
                <td>{sizeBytes === undefined ? '–' : size(sizeBytes)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="demo-facts">{compare.speedNote}</p>
    </div>
  );
}
