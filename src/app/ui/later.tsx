/** A component's import in; the component, in a chunk of its own that comes when it is first shown or before, out. */
import { useEffect, useState, type ComponentType } from 'react';

/** Nothing is shown in its place until it has come, so it is given no room that it would then take. */
export interface Later<Props> {
  (props: Props): React.ReactNode;
  /** Has it come before it is shown; however often it is called. Rejects where its file cannot be had. */
  readonly load: () => Promise<void>;
}

/**
 * Unlike a `React.lazy` one it is drawn at once where it has come already, in the same step as all else: a suspended
 * component leaves its place empty for a moment even then. A chunk that cannot be had is an unhandled rejection, which
 * is the page's failure, and is asked for again the next time.
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
