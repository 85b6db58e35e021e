/** Takes photos through decoder, focus and encoder, a batch or a single query at a time. */
import PQueue from 'p-queue';
import type { EncodeOptions, EncodeOutcome, Encoded } from '../contract/photo';
import { batchTensor } from '../image/tensor';
import { throwIfAborted } from '../shared/errors';
import { focused } from './focus/focused';
import { OFF, readForFocus, readPart, readWhole, type ForFocus, type Seen } from './focus/read-photo';
import type { Loaded } from './loaded';
import { failureOf, type Failed } from './photo/failure';
import type { PhotoDecoder } from './photo/photo-decoder';
import { BULK, queryTurn, type Turn } from './photo/turn';

/** Encodes photos on this thread. Calls may overlap: queries overtake batches in decoding and between session calls. */
export class PhotoPipeline {
  readonly #parts: Loaded;
  readonly #decoder: PhotoDecoder;
  /** One session call at a time; a query may slip in between a batch's focus and its encoding. */
  readonly #sessions = new PQueue({ concurrency: 1 });

  constructor(parts: Loaded, decoder: PhotoDecoder) {
    this.#parts = parts;
    this.#decoder = decoder;
  }

  /**
   * Encodes one photo ahead of all waiting batches, without a picture: the caller has the photo itself.
   *
   * Rejects with a `Photo…` name, `CropInvalid`, `EncoderFailed` or `AbortError`.
   */
  async query(photo: Blob, { focus = 'auto', signal }: EncodeOptions = {}): Promise<Encoded> {
    const turn = queryTurn(signal);
    const seen =
      focus === 'auto' && this.#parts.focus
        ? await this.#focus([await this.#read(photo, turn)], turn)
        : [await this.#readUnfocused(photo, focus, turn)];
    const [encoded] = await this.#encode(seen, turn);
    throwIfAborted(signal);
    const { picture: _unused, ...answer } = encoded!;
    return answer;
  }

  /**
   * Encodes a batch for the catalogue, with pictures.
   *
   * @returns outcomes in the order of the photos; a photo that cannot be read is a failure, the others are encoded.
   * Rejects with `EncoderFailed` for the whole batch.
   */
  async batch(photos: readonly Blob[]): Promise<readonly EncodeOutcome[]> {
    const reads = await Promise.all(
      photos.map((photo) => this.#read(photo, BULK).catch((error: unknown) => failureOf(error))),
    );
    const good = reads.filter((read): read is ForFocus => !isFailed(read));
    if (good.length === 0) return reads.filter(isFailed);
    const encoded = await this.#encode(await this.#focus(good, BULK), BULK);
    let row = 0;
    return reads.map((read) => (isFailed(read) ? read : { encoded: encoded[row++]! }));
  }

  #read(photo: Blob, turn: Turn): Promise<ForFocus> {
    const { encoder, focus } = this.#parts;
    return this.#decoder.read(photo, turn, (bitmap) =>
      readForFocus(bitmap, encoder.card.preprocessing, focus?.card.preprocessing, this.#parts),
    );
  }

  #readUnfocused(photo: Blob, focus: EncodeOptions['focus'], turn: Turn): Promise<Seen> {
    const { preprocessing } = this.#parts.encoder.card;
    return this.#decoder.read(photo, turn, (bitmap) =>
      typeof focus === 'object'
        ? readPart(bitmap, focus, preprocessing, this.#parts)
        : readWhole(bitmap, preprocessing, this.#parts),
    );
  }

  /** Finds the subjects of all photos in one session call; keeps them whole where there is no focus network. */
  async #focus(photos: readonly ForFocus[], turn: Turn): Promise<readonly Seen[]> {
    const { focus, encoder, squares } = this.#parts;
    if (!focus) return photos.map((photo) => ({ ...photo, view: OFF }));
    const { card } = focus;
    const maps = await this.#sessions.add(() => {
      const tensor = batchTensor(
        photos.map(({ focusSquare }) => focusSquare),
        card.preprocessing,
      );
      return focus.maps(tensor, photos.length);
    }, turn);
    const values = maps.length / photos.length;
    return photos.map((photo, i) => {
      const own = maps.subarray(i * values, (i + 1) * values);
      return { ...photo, ...focused(photo, own, card, encoder.card.preprocessing, squares) };
    });
  }

  /** Encodes all photos in one session call. */
  async #encode(photos: readonly Seen[], turn: Turn): Promise<readonly Encoded[]> {
    const { encoder, fingerprint } = this.#parts;
    const { preprocessing, dims } = encoder.card;
    const rows = await this.#sessions.add(() => {
      const tensor = batchTensor(
        photos.map(({ square }) => square),
        preprocessing,
      );
      return encoder.encode(tensor, photos.length);
    }, turn);
    return photos.map(({ view, picture, width, height }, i) => ({
      // each embedding is a copy, so that each can be transferred alone
      embedding: rows.slice(i * dims, (i + 1) * dims),
      fingerprint,
      ...(picture ? { picture } : {}),
      view,
      width,
      height,
    }));
  }
}

function isFailed(read: ForFocus | Failed): read is Failed {
  return 'failure' in read;
}
