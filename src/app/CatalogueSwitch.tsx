/** Draws the choice between the catalogues, once there is one beside the photos. */
import type { DemoState } from '../contract/demo';
import type { VectorsState } from '../contract/vectors';
import { Choice } from './ui/Choice';
import type { Shown } from './ui/use-shown';
import { common } from './messages/common';
import { header } from './messages/header';
import { count } from './messages/numbers';

interface CatalogueSwitchProps {
  readonly shown: Shown;
  readonly photos: number;
  readonly vectors: VectorsState | undefined;
  /** Undefined until the demo has been opened. */
  readonly demo: DemoState | undefined;
  readonly onShow: (shown: Shown) => void;
}

function figure(products: number): string {
  return products > 0 ? count(products) : '';
}

export function CatalogueSwitch({ shown, photos, vectors, demo, onShow }: CatalogueSwitchProps) {
  const { stored, catalogue, job } = vectors ?? {};
  const importing = job?.state === 'running' || job?.state === 'paused';
  const withVectors = shown === 'vectors' || stored !== undefined || importing;
  const withDemo = shown === 'demo' || demo !== undefined;
  if (!withVectors && !withDemo) return null;
  const choices: readonly { readonly value: Shown; readonly word: string; readonly title: string }[] = [
    { value: 'photos', word: header.photosOf(figure(photos)), title: header.photosTitle },
    ...(withVectors
      ? [
          {
            value: 'vectors' as const,
            word: header.vectorsOf(importing ? '' : figure(catalogue?.products ?? stored?.rows ?? 0)),
            title: stored ? header.vectorsTitle(stored.name) : header.otherVectorsTitle,
          },
        ]
      : []),
    ...(withDemo
      ? [
          {
            value: 'demo' as const,
            word: header.demoOf(figure(demo?.products ?? 0)),
            title: header.demoTitle,
          },
        ]
      : []),
  ];
  return (
    <div className="catalogues">
      <Choice label={common.catalogue} labelled={false} choices={choices} value={shown} onChoose={onShow} />
    </div>
  );
}
