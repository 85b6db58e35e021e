/** A product, or none yet, in; the address of its thumbnail, kept while it is likely to be seen again, out. */
import { useEffect, useState } from 'react';
import type { Product } from '../../contract/product';
import type { WithList } from '../../threads/start-photos';

/** Several screens of tiles; about 6 MB. */
const KEPT = 600;

/** By product and photo, least recently used first. */
const addresses = new Map<string, Promise<string>>();

function address(workers: WithList, product: Product): Promise<string> {
  const key = `${product.hash} ${product.id}`;
  const known = addresses.get(key);
  const found = known ?? workers.catalogue.thumbnail(product.id).then((jpeg) => URL.createObjectURL(jpeg));
  addresses.delete(key);
  addresses.set(key, found);
  found.catch(() => addresses.delete(key));
  const oldest = addresses.size > KEPT ? addresses.entries().next().value : undefined;
  if (oldest) {
    addresses.delete(oldest[0]);
    oldest[1].then(
      (url) => {
        URL.revokeObjectURL(url);
      },
      () => undefined,
    );
  }
  return found;
}

/** Undefined until the thumbnail is there, and where there is none. */
export function useThumbnail(workers: WithList, product: Product | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!product) return;
    let current = true;
    address(workers, product).then(
      (found) => {
        if (current) setUrl(found);
      },
      () => {
        if (current) setUrl(undefined);
      },
    );
    return () => {
      current = false;
    };
  }, [workers, product]);
  return url;
}
