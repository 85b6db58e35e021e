/** The demo's worker in; how good its answers are by its own truth, with the best and the worst of them, out. */
import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Product } from '../contract';
import type { DemoQuality, JudgedQuery } from '../demo-contract';
import { asError } from '../errors';
import { count, percent } from './format';
import { sentenceFor } from './sentences';
import { Tile } from './Tile';
import type { DemoCalls } from './use-demo';

interface QualityReportProps {
  readonly workers: DemoCalls;
  /** Whether all pictures are encoded: until then only those that are can be judged. */
  readonly isWhole: boolean;
  readonly onOpen: (product: Product) => void;
  readonly onClose: () => void;
}

type Kin = JudgedQuery['matches'][number]['kin'];

const KINS: Record<Kin, string> = {
  article: 'the same',
  category: 'same category',
  neither: 'another category',
};

export function QualityReport({ workers, isWhole, onOpen, onClose }: QualityReportProps) {
  const [quality, setQuality] = useState<DemoQuality>();
  const [failure, setFailure] = useState<Error>();
  useEffect(() => {
    let current = true;
    workers.catalogue.quality().then(
      (found) => {
        if (current) setQuality(found);
      },
      (error: unknown) => {
        if (current) setFailure(asError(error));
      },
    );
    return () => {
      current = false;
    };
  }, [workers]);
  const sentence = failure && sentenceFor(failure);
  return (
    <section className="quality" aria-label="How good is it?">
      <div className="demo-bar">
        <h2>How good is it?</h2>
        <button type="button" className="button" title="Back to the demo (Esc)" onClick={onClose}>
          <ArrowLeft size={18} aria-hidden /> Back to the demo
        </button>
      </div>
      <p className="demo-facts" role="status">
        {sentence
          ? `${sentence.what} ${sentence.next}`
          : quality
            ? `Just now each of ${count(quality.queries)} pictures${isWhole ? '' : ', all that are encoded so far,'} was searched with, itself left out. What is right is known, because everything was drawn. Nothing below was chosen by hand.`
            : 'Searching with every picture…'}
      </p>
      {quality && <Figures quality={quality} />}
      {quality && (
        <>
          <Examples
            title="Good"
            note="Of the worn garments: most of the same category, then of the same garment, then the most alike."
            judged={quality.good}
            workers={workers}
            onOpen={onOpen}
          />
          <Examples
            title="Bad"
            note="Least of the same category, then of the same garment, then the least alike."
            judged={quality.bad}
            workers={workers}
            onOpen={onOpen}
          />
        </>
      )}
    </section>
  );
}

function Figures({ quality: { precisionAt5, worn, categories } }: { readonly quality: DemoQuality }) {
  const facts = [
    [percent(precisionAt5), 'of the top 5 are of the query’s category (precision@5)'],
    [
      percent(worn.onAnother),
      `of ${count(worn.queries)} worn garments are found in the top 5 on another person, in another pose and place`,
    ],
    [percent(worn.flat), 'of them are found in the top 5 as they lie flat'],
  ] as const;
  return (
    <>
      <dl className="quality-facts">
        {facts.map(([figure, meaning]) => (
          <div key={meaning}>
            <dd>{figure}</dd>
            <dt>{meaning}</dt>
          </div>
        ))}
      </dl>
      <table className="quality-table">
        <caption>Precision@5 by category</caption>
        <thead>
          <tr>
            <th scope="col">Category</th>
            <th scope="col">Queries</th>
            <th scope="col">Precision@5</th>
          </tr>
        </thead>
        <tbody>
          {categories.map(({ category, queries, precisionAt5: precision }) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              <td>{count(queries)}</td>
              <td>
                <meter min={0} max={1} value={precision} aria-hidden />
                {percent(precision)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface ExamplesProps {
  readonly title: string;
  readonly note: string;
  readonly judged: readonly JudgedQuery[];
  readonly workers: DemoCalls;
  readonly onOpen: (product: Product) => void;
}

function Examples({ title, note, judged, workers, onOpen }: ExamplesProps) {
  return (
    <section className="quality-examples" aria-label={title}>
      <h3>{title}</h3>
      <p className="demo-facts">{note}</p>
      <ul>
        {judged.map(({ query, category, matches }) => (
          <li key={query.id} className="quality-row">
            <div className="quality-query">
              <Tile workers={workers} product={query} onOpen={onOpen} />
              <p className="quality-kin">query · {category}</p>
            </div>
            <ol aria-label={`Top 5 for ${query.name}`}>
              {matches.map(({ product, score, kin }) => (
                <li key={product.id} data-kin={kin}>
                  <Tile workers={workers} product={product} score={score} onOpen={onOpen} />
                  <p className="quality-kin">{KINS[kin]}</p>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
    </section>
  );
}
