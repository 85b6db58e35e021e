/** Offers to load a newer version of the app, once a reload would interrupt no job. */
import { X } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { IconButton } from '../ui/IconButton';
import { isUpdateReady, subscribeToUpdates, update } from './updates';
import { notices } from '../messages/notices';

/** @param props.busy whether a reload would interrupt a job: the offer waits for its end. */
export function UpdateNotice({ busy }: { readonly busy: boolean }) {
  const isReady = useSyncExternalStore(subscribeToUpdates, isUpdateReady);
  const [isLater, setLater] = useState(false);
  if (!isReady || isLater || busy) return null;
  return (
    <div className="notice notice-choice" role="status">
      <p>
        <strong>{notices.update.what}</strong> {notices.update.next}
      </p>
      <button type="button" className="button" onClick={() => void update()}>
        {notices.loadNow}
      </button>
      <IconButton
        icon={X}
        label={notices.later}
        title={notices.laterTitle}
        onClick={() => {
          setLater(true);
        }}
      />
    </div>
  );
}
