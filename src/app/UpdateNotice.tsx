/** Whether work is in hand in; the offer to load a newer version of the app, once nothing would be cut off, out. */
import { X } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { IconButton } from './IconButton';
import { isUpdateReady, subscribeToUpdates, update } from './updates';

/** @param props.busy something runs that a reload would cut off: the offer waits for its end. */
export function UpdateNotice({ busy }: { readonly busy: boolean }) {
  const isReady = useSyncExternalStore(subscribeToUpdates, isUpdateReady);
  const [isLater, setLater] = useState(false);
  if (!isReady || isLater || busy) return null;
  return (
    <div className="notice notice-choice" role="status">
      <p>
        <strong>A newer version of Lookalike is ready.</strong> Products and tables stay; a search on the
        screen is closed.
      </p>
      <button type="button" className="button" onClick={() => void update()}>
        Load it now
      </button>
      <IconButton
        icon={X}
        label="Later"
        title="Later: it comes by itself once all tabs of Lookalike are closed"
        onClick={() => {
          setLater(true);
        }}
      />
    </div>
  );
}
