/** Accepts files dropped anywhere on the page, and shows a veil that says what a drop will do. */
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { asError } from '../../shared/errors';
import type { Dropped } from './intent';
import { readDrop } from './offers';

interface DropTargetProps {
  readonly onDrop: (dropped: Dropped) => Promise<void>;
  readonly onProblem: (problem: Error) => void;
  readonly onFound: (photos: number | undefined) => void;
  readonly disabled: boolean;
  /** What a drop will do. */
  readonly invitation: string;
  readonly children: ReactNode;
}

export function DropTarget({ onDrop, onProblem, onFound, disabled, invitation, children }: DropTargetProps) {
  // enter and leave fire for every child: the veil stays until their counts balance
  const depth = useRef(0);
  const [hovering, setHovering] = useState(false);

  const hover = (event: DragEvent, step: number) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    depth.current = Math.max(0, depth.current + step);
    setHovering(depth.current > 0);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    depth.current = 0;
    setHovering(false);
    if (disabled) return;
    readDrop(event.dataTransfer, onFound)
      .then(async (dropped) => {
        onFound(undefined);
        await onDrop(dropped);
      })
      .catch((error: unknown) => {
        onFound(undefined);
        onProblem(asError(error));
      });
  };
  return (
    <div
      className="page"
      onDragEnter={(event) => {
        hover(event, 1);
      }}
      onDragOver={(event) => {
        hover(event, 0);
      }}
      onDragLeave={(event) => {
        hover(event, -1);
      }}
      onDrop={drop}
    >
      {children}
      {hovering && (
        <div className="veil" aria-hidden>
          <p>{invitation}</p>
        </div>
      )}
    </div>
  );
}
