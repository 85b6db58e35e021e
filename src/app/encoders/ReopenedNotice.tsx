/** Says that an encoder failed and was restarted, and which device it uses now. */
import { X } from 'lucide-react';
import type { Reopened } from '../../threads/start-photos';
import { IconButton } from '../ui/IconButton';
import { common } from '../messages/common';
import { notices } from '../messages/notices';

interface ReopenedNoticeProps {
  readonly reopened: Reopened;
  readonly onClose: () => void;
}

export function ReopenedNotice({ reopened: { facts, before }, onClose }: ReopenedNoticeProps) {
  const { what, next } = notices.reopened(
    facts.name,
    common.devices[facts.device],
    before === undefined || before === facts.device ? undefined : common.devices[before],
  );
  return (
    <div className="notice" role="status">
      <p>
        <strong>{what}</strong> {next}
      </p>
      <IconButton icon={X} label={common.closeMessage} title={common.close} onClick={onClose} />
    </div>
  );
}
