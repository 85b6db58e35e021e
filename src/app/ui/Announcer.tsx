/** What was announced last in; the live region that a screen reader reads it from out. */
import { useAnnounced } from './announce';
import { common } from '../messages/common';

export function Announcer() {
  return (
    <p className="unseen" role="status" aria-label={common.announcements}>
      {useAnnounced()}
    </p>
  );
}
