/** Describes the article of a demo product in one line. */
import { useEffect, useState } from 'react';
import type { Product } from '../../contract/product';
import type { ArticleFacts } from '../../contract/demo';
import type { DemoCalls } from './use-demo';
import { demo } from '../messages/demo';
import { price } from '../messages/numbers';

interface ArticleLineProps {
  readonly workers: DemoCalls;
  readonly product: Product;
}

export function ArticleLine({ workers, product }: ArticleLineProps) {
  const [facts, setFacts] = useState<ArticleFacts>();
  useEffect(() => {
    let current = true;
    void workers.catalogue.article(product.id).then((found) => {
      if (current) setFacts(found);
    });
    return () => {
      current = false;
    };
  }, [workers, product.id]);
  return (
    <p className="demo-facts">
      <strong>{product.name}</strong>
      {facts &&
        ` · ${price(facts.priceCents)} · ${facts.category} · ${facts.sku} · ${demo.pictures(
          facts.worn ? demo.worn : demo.laidFlat,
          facts.photos,
        )}`}
    </p>
  );
}
