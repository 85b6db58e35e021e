/** Shows how good the demo's matches are by its own ground truth, with the best and the worst. */
import { ArrowLeft } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Product } from '../../contract/product';
import type { DemoQuality, JudgedQuery } from '../../contract/demo';
import { asError } from '../../shared/errors';
import { titleOf } from '../commands/command';
import { leaveQuality } from '../commands/quality-commands';
import { useCommands } from '../commands/use-commands';
import { sentenceFor } from '../ui/sentences';
import { Tile } from '../catalogue/Tile';
import type { DemoCalls } from './use-demo';
import { demo } from '../messages/demo';
import { count, percent } from '../messages/numbers';
import { quality as messages } from '../messages/quality';

interface QualityReportProps {
  readonly workers: DemoCalls;
  /** Whether all pictures are encoded; until then the figures cover only the encoded ones. */
  readonly isWhole: boolean;
  readonly onOpen: (product: Product) => void;
  readonly onClose: () => void;
}

const COMMANDS = [leaveQuality];

type Kin = JudgedQuery['matches'][number]['kin'];

const KINS: Record<Kin, string> = {
  article: messages.sameArticle,
  category: messages.sameCategory,
  neither: messages.otherCategory,
};

export function QualityReport({ workers, isWhole, onOpen, onClose }: QualityReportProps) {
  const [quality, setQuality] = useState<DemoQuality>();
  const [failure, setFailure] = useState<Error>();
  useCommands(COMMANDS, { onLeave: onClose });
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
    <section className="quality" aria-label={demo.howGood}>
      <div className="demo-bar">
        <h2>{demo.howGood}</h2>
        <button type="button" className="button" title={titleOf(leaveQuality)} onClick={onClose}>
          <ArrowLeft size={18} aria-hidden /> {leaveQuality.label}
        </button>
      </div>
      <p className="demo-facts" role="status">
        {sentence
          ? `${sentence.what} ${sentence.next}`
          : quality
            ? (isWhole ? messages.searched : messages.searchedSoFar)(quality.queries)
            : messages.searching}
      </p>
      {quality && <Figures quality={quality} />}
      {quality && (
        <>
          <Examples
            title={messages.good}
            note={messages.goodNote}
            judged={quality.good}
            workers={workers}
            onOpen={onOpen}
          />
          <Examples
            title={messages.bad}
            note={messages.badNote}
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
    [percent(precisionAt5), messages.ofTop5],
    [percent(worn.onAnother), messages.onAnother(worn.queries)],
    [percent(worn.flat), messages.flat],
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
        <caption>{messages.byCategory}</caption>
        <thead>
          <tr>
            <th scope="col">{messages.category}</th>
            <th scope="col">{messages.queries}</th>
            <th scope="col">{messages.precision}</th>
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
              <p className="quality-kin">{messages.query(category)}</p>
            </div>
            <ol aria-label={messages.top5For(query.name)}>
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
