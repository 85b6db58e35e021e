/** Provides the object URL of a product's thumbnail, from a cache of recently used ones. */
import { useEffect, useState } from 'react';
import type { Product } from '../../contract/product';
import type { WithList } from '../../threads/start-photos';

/** Size of the cache: several screens of tiles, about 6 MB. */
const KEPT = 600;

/** Object URLs by photo hash and product id, least recently used first. Evicted ones are revoked. */
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
      // a thumbnail that failed to load has no URL to revoke; its caller got the rejection
      () => undefined,
    );
  }
  return found;
}

/** Undefined until the thumbnail is loaded, and where there is none. */
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
