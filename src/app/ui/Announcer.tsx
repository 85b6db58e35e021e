/** Draws the live region from which a screen reader reads announcements. */
import { useAnnounced } from './announce';
import { common } from '../messages/common';

export function Announcer() {
  return (
    <p className="unseen" role="status" aria-label={common.announcements}>
      {useAnnounced()}
    </p>
  );
}
