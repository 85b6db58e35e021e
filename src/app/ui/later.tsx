/** Splits a component into a chunk of its own, loaded when it is first shown or prefetched. */
import { useEffect, useState, type ComponentType } from 'react';

/** A component in a chunk of its own. It renders nothing, not even a placeholder, until its chunk is loaded. */
export interface Later<Props> {
  (props: Props): React.ReactNode;
  /** Prefetches the chunk, once however often it is called. Rejects where the file cannot be loaded. */
  readonly load: () => Promise<void>;
}

/**
 * Unlike `React.lazy`, it renders a loaded component at once, in the same step as the rest of the page. A suspended
 * component leaves its place empty for a moment even then. A chunk that cannot be loaded is an unhandled rejection,
 * which becomes the page's failure. The next `load` retries.
 */
export function later<Props extends object>(bring: () => Promise<ComponentType<Props>>): Later<Props> {
  let come: ComponentType<Props> | undefined;
  let coming: Promise<void> | undefined;
  const load = () =>
    (coming ??= bring().then(
      (component) => {
        come = component;
      },
      (error: unknown) => {
        coming = undefined;
        throw error;
      },
    ));
  function Shown(props: Props) {
    const [Come, setCome] = useState(() => come);
    useEffect(() => {
      if (Come) return;
      let current = true;
      void load().then(() => {
        if (current) setCome(() => come);
      });
      return () => {
        current = false;
      };
    }, [Come]);
    return Come ? <Come {...props} /> : null;
  }
  return Object.assign(Shown, { load });
}
