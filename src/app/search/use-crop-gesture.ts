/** Changes a box over a photo by pointer and keys, and reports it when they rest. */
import {
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
} from 'react';
import type { CropBox } from '../../contract/photo';
import type { PhotoSize } from './contained';
import { gripAt, moved, resized, stretched, type Grip, type Point } from './crop-box';

/** Shortest side of a box in CSS px, so that a hand can grip it. */
const LEAST_PX = 24;
/** Shortest side of a box in pixels of the photo: the encoder refuses smaller ones. */
const LEAST_PHOTO_PX = 9;
/** Half the side of a corner's square target. */
const REACH_PX = 22;
/** A pull shorter than this is a slip of the finger and draws nothing. */
const SLIP_PX = 4;
/** Share of the photo's width or height that one key press moves. */
const STEP = 0.02;
/** Wait after the last key press, longer than the repeat of a held key. */
const REST_MS = 350;

const STEPS: Partial<Record<string, Point>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
};

/** A drag by a pointer that is pressed. */
interface Gesture {
  readonly pointerId: number;
  readonly grip: Grip;
  readonly from: Point;
  /** Whether the pointer has moved further than a slip. */
  pulled: boolean;
}

interface CropGesture {
  /** The box to draw: the draft while a gesture changes it, else the given box. */
  readonly shown: CropBox;
  /** What the pointer would grip at its current place. */
  readonly hovered: Grip | undefined;
  readonly layerHandlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerCancel: () => void;
    readonly onMouseDown: (event: MouseEvent) => void;
  };
  readonly boxHandlers: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onBlur: (event: FocusEvent) => void;
  };
}

/** CSS px of the layer as shares of the photo. */
function shares(layer: HTMLElement, px: number): Point {
  const { width, height } = layer.getBoundingClientRect();
  return { x: px / width, y: px / height };
}

function leastOf(layer: HTMLElement, photo: PhotoSize): Point {
  const { x, y } = shares(layer, LEAST_PX);
  return { x: Math.max(x, LEAST_PHOTO_PX / photo.width), y: Math.max(y, LEAST_PHOTO_PX / photo.height) };
}

function pointOf(event: PointerEvent<HTMLElement>): Point {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
  return { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
}

function pulledTo(box: CropBox, { grip, from }: Gesture, at: Point, least: Point): CropBox {
  const by = { x: at.x - from.x, y: at.y - from.y };
  if (grip.kind === 'move') return moved(box, by);
  if (grip.kind === 'draw') return stretched(from, at, least);
  return stretched(grip.fixed, { x: grip.corner.x + by.x, y: grip.corner.y + by.y }, least);
}

/**
 * @param layer covers the photo exactly.
 * @param focusable receives the keys; pressing a pointer focuses it.
 * @param onBox called when the pointer is released, and `REST_MS` after the last key.
 * @param onEnd called on Escape: the keyboard focus should leave the box.
 */
export function useCropGesture(
  layer: RefObject<HTMLElement | null>,
  focusable: RefObject<HTMLElement | null>,
  photo: PhotoSize,
  box: CropBox,
  onBox: (box: CropBox) => void,
  onEnd: () => void,
): CropGesture {
  const [draft, setDraft] = useState<CropBox>();
  const [hovered, setHovered] = useState<Grip>();
  const gesture = useRef<Gesture>(undefined);
  const resting = useRef<{ readonly timer: number; readonly box: CropBox }>(undefined);
  const shown = draft ?? box;

  const forgetKeys = () => {
    window.clearTimeout(resting.current?.timer);
    resting.current = undefined;
  };
  const settle = (next: CropBox) => {
    forgetKeys();
    setDraft(undefined);
    onBox(next);
  };
  const revert = () => {
    gesture.current = undefined;
    setDraft(undefined);
  };
  useEffect(() => forgetKeys, []);

  const pull = (event: PointerEvent<HTMLElement>): CropBox | undefined => {
    const held = gesture.current;
    if (held?.pointerId !== event.pointerId) return undefined;
    const at = pointOf(event);
    const slip = shares(event.currentTarget, SLIP_PX);
    held.pulled ||= Math.abs(at.x - held.from.x) > slip.x || Math.abs(at.y - held.from.y) > slip.y;
    return held.pulled ? pulledTo(box, held, at, leastOf(event.currentTarget, photo)) : undefined;
  };

  return {
    shown,
    hovered,
    layerHandlers: {
      onPointerDown(event) {
        if (gesture.current || !event.isPrimary || event.button !== 0) return;
        focusable.current?.focus({ preventScroll: true });
        const from = pointOf(event);
        const grip = gripAt(shown, from, shares(event.currentTarget, REACH_PX));
        if (resting.current) settle(resting.current.box);
        event.currentTarget.setPointerCapture(event.pointerId);
        gesture.current = { pointerId: event.pointerId, grip, from, pulled: false };
      },
      onPointerMove(event) {
        if (gesture.current) {
          const next = pull(event);
          if (next) setDraft(next);
        } else {
          setHovered(gripAt(shown, pointOf(event), shares(event.currentTarget, REACH_PX)));
        }
      },
      onPointerUp(event) {
        if (gesture.current?.pointerId !== event.pointerId) return;
        const next = pull(event);
        revert();
        if (next) settle(next);
      },
      onPointerCancel: revert,
      // the browser's default would take the focus off the box
      onMouseDown: (event) => {
        event.preventDefault();
      },
    },
    boxHandlers: {
      onKeyDown(event) {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        // on the page these keys close the search or remove the product: neither is meant here
        if (event.key === 'Escape' || event.key === 'Delete') event.stopPropagation();
        if (event.key === 'Escape') {
          if (gesture.current) revert();
          else onEnd();
          return;
        }
        const by = STEPS[event.key];
        if (!by || gesture.current || !layer.current) return;
        event.preventDefault();
        const next = event.shiftKey ? resized(shown, by, leastOf(layer.current, photo)) : moved(shown, by);
        setDraft(next);
        forgetKeys();
        resting.current = { box: next, timer: window.setTimeout(settle, REST_MS, next) };
      },
      onBlur() {
        if (resting.current) settle(resting.current.box);
      },
    },
  };
}
