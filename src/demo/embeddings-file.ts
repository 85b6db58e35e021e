/** Packs the embeddings of the demo's photos into the shipped file, and reads that file again. */
import type { CropBox, FocusView, WholeReason } from '../contract/photo';

/** A product's embedding and view. */
export interface ShippedRow {
  readonly id: string;
  /** Unit length, float32 [dims]. */
  readonly embedding: Float32Array;
  readonly view: FocusView;
}

/** The contents of the file. */
export interface ShippedEmbeddings {
  /** Fingerprint of the encoder that made them. */
  readonly fingerprint: string;
  readonly dims: number;
  readonly rows: readonly ShippedRow[];
}

/** A view in JSON, with the mask's bytes as base64. */
interface StoredView {
  readonly whole?: WholeReason;
  readonly box?: CropBox;
  readonly mask?: string;
  readonly surroundings?: 'dimmed';
  readonly worn?: boolean;
}

interface Header {
  readonly fingerprint: string;
  readonly dims: number;
  readonly rows: readonly { readonly id: string; readonly view: StoredView }[];
}

/** Scale of int16 values. A unit vector's values lie in -1..1: int16 errs by 0.000015 at most, float16 by 0.00024. */
const INT16 = 32_767;
const MAGIC = 'LKDEMO01';
const LENGTHS = MAGIC.length + 4;

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  by: CompressionStream | DecompressionStream,
): Promise<ArrayBuffer> {
  return new Response(new Blob([bytes]).stream().pipeThrough(by)).arrayBuffer();
}

function stored(view: FocusView): StoredView {
  if (view.kind === 'whole') return { whole: view.reason };
  if (view.kind === 'by-hand') throw new TypeError('a view by hand came, expected what focus saw by itself');
  const { box, mask, surroundings, worn } = view;
  const round = (share: number) => Math.round(share * 1e4) / 1e4;
  return {
    box: { left: round(box.left), top: round(box.top), width: round(box.width), height: round(box.height) },
    mask: btoa(String.fromCharCode(...mask)),
    ...(surroundings ? { surroundings } : {}),
    worn,
  };
}

function restored({ whole, box, mask, surroundings, worn = false }: StoredView): FocusView {
  if (!box || mask === undefined) return { kind: 'whole', reason: whole ?? 'off' };
  return {
    kind: 'subject',
    box,
    mask: Uint8Array.from(atob(mask), (char) => char.charCodeAt(0)),
    ...(surroundings ? { surroundings } : {}),
    worn,
  };
}

/**
 * Layout: magic, the header's length as uint32, the header as JSON padded to an even length, then int16 [rows, dims].
 * All is little-endian and gzipped, whose checksum detects damage.
 */
export async function packEmbeddings({ fingerprint, dims, rows }: ShippedEmbeddings): Promise<ArrayBuffer> {
  const header: Header = {
    fingerprint,
    dims,
    rows: rows.map(({ id, view }) => ({ id, view: stored(view) })),
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const headerLength = text.length + (text.length % 2);
  const bytes = new Uint8Array(LENGTHS + headerLength + rows.length * dims * 2);
  bytes.fill(0x20);
  bytes.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(bytes.buffer);
  view.setUint32(MAGIC.length, headerLength, true);
  bytes.set(text, LENGTHS);
  rows.forEach(({ embedding }, row) => {
    const at = LENGTHS + headerLength + row * dims * 2;
    for (let i = 0; i < dims; i++) view.setInt16(at + i * 2, Math.round((embedding[i] ?? 0) * INT16), true);
  });
  return through(bytes, new CompressionStream('gzip'));
}

/**
 * Reads a file that `packEmbeddings` made.
 *
 * @returns undefined where it is damaged, cut off or another file: the demo is then encoded anew
 */
export async function readEmbeddings(file: Uint8Array<ArrayBuffer>): Promise<ShippedEmbeddings | undefined> {
  let bytes: ArrayBuffer;
  let header: Header;
  let start: number;
  try {
    bytes = await through(file, new DecompressionStream('gzip'));
    const text = new TextDecoder();
    if (text.decode(bytes.slice(0, MAGIC.length)) !== MAGIC) return undefined;
    start = LENGTHS + new DataView(bytes).getUint32(MAGIC.length, true);
    header = JSON.parse(text.decode(bytes.slice(LENGTHS, start))) as Header;
  } catch {
    return undefined;
  }
  const { fingerprint, dims, rows } = header;
  if (bytes.byteLength !== start + rows.length * dims * 2) return undefined;
  const values = new Int16Array(bytes, start);
  return {
    fingerprint,
    dims,
    rows: rows.map(({ id, view }, row) => ({
      id,
      embedding: Float32Array.from(values.subarray(row * dims, (row + 1) * dims), (value) => value / INT16),
      view: restored(view),
    })),
  };
}
