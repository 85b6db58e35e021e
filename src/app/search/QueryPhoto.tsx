/** Draws the query's photo with the choice of focus and what the encoder saw of it. */
import { Trash2, X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Focus } from '../../contract/photo';
import type { Product } from '../../contract/product';
import type { WithProducts } from '../../threads/start-photos';
import { contained, type PhotoSize } from './contained';
import { CropLayer } from '../screens';
import { focusFor, modeOf } from './focus-mode';
import { FocusControl } from './FocusControl';
import { titleOf } from '../commands/command';
import { closeSearch, removeOpened } from '../commands/search-commands';
import { IconButton } from '../ui/IconButton';
import type { Search } from './query';
import { SeenByEncoder } from './SeenByEncoder';
import { useThumbnail } from '../catalogue/use-thumbnail';
import { common } from '../messages/common';
import { search as messages } from '../messages/search';

interface QueryPhotoProps {
  readonly workers: WithProducts;
  readonly search: Search;
  readonly queryProduct: Product | undefined;
  readonly onFocus: (focus: Focus) => void;
  /** Removes the product that is the query; absent where nothing can be removed. */
  readonly onRemove?: (() => void) | undefined;
  readonly onClose: () => void;
}

export function QueryPhoto({ workers, search, queryProduct, onFocus, onRemove, onClose }: QueryPhotoProps) {
  const { query, focus, answer, pending } = search;
  const thumbnail = useThumbnail(workers, queryProduct);
  const url = query.kind === 'photo' ? query.url : thumbnail;
  const [size, setSize] = useState<PhotoSize>();
  const control = useRef<HTMLDivElement>(null);
  return (
    <figure className="query-photo" data-focus={modeOf(focus)}>
      <FocusControl
        ref={control}
        mode={modeOf(focus)}
        onMode={(mode) => {
          onFocus(focusFor(mode, search));
        }}
      />
      <div className="query-frame">
        <div className="query-sheet" style={size && contained(size)}>
          {url !== undefined && (
            <img
              src={url}
              alt={query.kind === 'photo' ? messages.queryPhoto(query.name) : messages.product(query.name)}
              onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
                setSize({ width: naturalWidth, height: naturalHeight });
              }}
            />
          )}
          {size && typeof focus === 'object' && (
            <CropLayer
              photo={size}
              box={focus}
              onBox={onFocus}
              onEnd={() => {
                control.current?.querySelector<HTMLInputElement>(':checked')?.focus();
              }}
            />
          )}
        </div>
      </div>
      <SeenByEncoder url={url} size={size} view={answer?.view} pending={pending} />
      <figcaption>
        <span className="query-name" title={query.kind === 'product' ? query.id : query.name}>
          {query.name}
        </span>
        {query.kind === 'product' && onRemove && (
          <IconButton
            icon={Trash2}
            label={common.removeProduct}
            title={titleOf(removeOpened)}
            onClick={onRemove}
          />
        )}
        <IconButton icon={X} label={common.closeSearch} title={titleOf(closeSearch)} onClick={onClose} />
      </figcaption>
    </figure>
  );
}
