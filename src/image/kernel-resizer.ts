/** Resizes photos with the SIMD kernel in `resize.as.ts`. */
import type { Resample } from '../contract/card';
import type { Rectangle } from './rectangle';
import { tapsFor, type Taps } from './resize';
import type { Resizer } from './resizer';
import type { Size } from './size';

/**
 * Bytes of pixels copied into the kernel's memory at once: few enough to be still in the processor's cache when it
 * reads them.
 */
const PIECE_BYTES = 1 << 17;
const PAGE_BYTES = 1 << 16;

/** The passes of `resize.as.ts`, on the memory that they were put on. */
interface Kernel {
  across(
    rgba: number,
    width: number,
    rows: number,
    taps: number,
    outs: number,
    tapStride: number,
    out: number,
    stride: number,
  ): void;
  down(rgb: number, stride: number, taps: number, outs: number, tapStride: number, out: number): void;
}

/** The plan for one photo; all but the sizes are addresses and lengths in bytes. */
interface Course {
  readonly from: Size;
  /** What is written at the end. */
  readonly window: Size;
  readonly across: Taps;
  readonly down: Taps;
  /** Of a row between the two passes, and of a resized one. */
  readonly stride: number;
  readonly acrossAt: number;
  readonly downAt: number;
  readonly narrowedAt: number;
  readonly resizedAt: number;
  readonly pieceAt: number;
  readonly pieceRows: number;
  readonly end: number;
}

const PIXEL: Rectangle = { left: 0, top: 0, width: 1, height: 1 };

/** The kernel on a memory of its own, which grows to what the largest photo so far needed. */
export class KernelResizer implements Resizer {
  private readonly memory = new WebAssembly.Memory({ initial: 1 });
  private readonly kernel: Kernel;
  private course = plan(PIXEL, PIXEL, 'bilinear', PIXEL);
  private added = 0;

  /** @param compiled the module of `resize.bytes`. */
  constructor(compiled: WebAssembly.Module) {
    const { exports } = new WebAssembly.Instance(compiled, { env: { memory: this.memory } });
    if (!isKernel(exports)) throw new TypeError('the resize kernel lacks a pass');
    this.kernel = exports;
  }

  begin(
    from: Size,
    to: Size,
    resample: Resample = 'bilinear',
    window: Rectangle = { left: 0, top: 0, ...to },
  ): void {
    const course = plan(from, to, resample, window);
    const missing = course.end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
    this.write(course.across, course.acrossAt);
    this.write(course.down, course.downAt);
    this.course = course;
    this.added = 0;
  }

  add(rgba: Uint8ClampedArray): void {
    const { from, window, across, acrossAt, narrowedAt, stride, pieceAt, pieceRows } = this.course;
    const rowBytes = from.width * 4;
    const bytes = new Uint8Array(this.memory.buffer);
    for (let start = 0; start < rgba.length; start += pieceRows * rowBytes) {
      const piece = rgba.subarray(start, start + pieceRows * rowBytes);
      const rows = piece.length / rowBytes;
      bytes.set(piece, pieceAt);
      const out = narrowedAt + this.added * stride;
      this.kernel.across(pieceAt, from.width, rows, acrossAt, window.width, across.stride, out, stride);
      this.added += rows;
    }
  }

  finish(out: Uint8ClampedArray, offset: number, outStride: number): void {
    const { window, down, downAt, narrowedAt, resizedAt, stride } = this.course;
    this.kernel.down(narrowedAt, stride, downAt, window.height, down.stride, resizedAt);
    const bytes = new Uint8Array(this.memory.buffer);
    for (let y = 0; y < window.height; y++) {
      const row = resizedAt + y * stride;
      out.set(bytes.subarray(row, row + window.width * 3), offset + y * outStride);
    }
  }

  private write({ first, count, weights }: Taps, address: number): void {
    const table = new Int32Array(this.memory.buffer, address);
    table.set(first);
    table.set(count, first.length);
    table.set(weights, first.length + count.length);
  }
}

/** Lays out the memory: tables, rows between the passes, resized rows, and last the piece that is being read. */
function plan(from: Size, to: Size, resample: Resample, window: Rectangle): Course {
  const across = tapsFor(from.width, to.width, resample, { start: window.left, length: window.width });
  const down = tapsFor(from.height, to.height, resample, { start: window.top, length: window.height });
  const stride = aligned(window.width * 3 + 1);
  const rowBytes = from.width * 4;
  // the kernel takes rows by twos
  const pieceRows = 2 * Math.max(1, Math.floor(PIECE_BYTES / (2 * rowBytes)));
  const acrossAt = 0;
  const downAt = tableEnd(across, acrossAt);
  const narrowedAt = tableEnd(down, downAt);
  const resizedAt = narrowedAt + (from.height + 1) * stride;
  const pieceAt = resizedAt + window.height * stride;
  const end = pieceAt + aligned(pieceRows * rowBytes + 4);
  return {
    from,
    window,
    across,
    down,
    stride,
    acrossAt,
    downAt,
    narrowedAt,
    resizedAt,
    pieceAt,
    pieceRows,
    end,
  };
}

function tableEnd({ first, count, weights }: Taps, start: number): number {
  return start + aligned(first.byteLength + count.byteLength + weights.byteLength);
}

/** The next multiple of a SIMD register's 16 bytes. */
function aligned(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}

function isKernel(exports: object): exports is Kernel {
  return (
    'across' in exports &&
    typeof exports.across === 'function' &&
    'down' in exports &&
    typeof exports.down === 'function'
  );
}
