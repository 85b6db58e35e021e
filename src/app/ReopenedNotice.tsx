/** An encoder that died and was opened again in; what happened, and what it runs on now, out. */
import { X } from 'lucide-react';
import type { Device } from '../contract';
import type { Reopened } from '../workers';
import { IconButton } from './IconButton';

const DEVICES: Record<Device, string> = { webgpu: 'WebGPU', wasm: 'WASM' };

interface ReopenedNoticeProps {
  readonly reopened: Reopened;
  readonly onClose: () => void;
}

export function ReopenedNotice({ reopened: { facts, before }, onClose }: ReopenedNoticeProps) {
  const now = DEVICES[facts.device];
  const how =
    before === undefined || before === facts.device
      ? `again, on ${now}`
      : `again, on ${now} in place of ${DEVICES[before]}`;
  return (
    <div className="notice" role="status">
      <p>
        <strong>
          The encoder {facts.name} stopped and was opened {how}.
        </strong>{' '}
        What it was doing goes on; nothing is lost.
      </p>
      <IconButton icon={X} label="Close this message" title="Close" onClick={onClose} />
    </div>
  );
}
