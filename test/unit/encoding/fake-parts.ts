/** Fakes what a pipeline reaches outside of its own code: decoder, canvas and sessions, each held until the test lets go. */
import type { EncoderCard, Preprocessing } from '../../../src/contract/card';
import type { TensorData } from '../../../src/contract/tensor';
import type { Loaded } from '../../../src/encoding/loaded';
import { ScalarResizer } from '../../../src/image/scalar-resizer';
import { LookalikeError } from '../../../src/shared/errors';
import { CARD as FOCUS_CARD } from './focus/drawn-maps';

const SIDE = 2;
const PREPROCESSING: Preprocessing = {
  side: SIDE,
  fit: 'contain',
  resample: 'bilinear',
  pad: 0,
  scale: 1,
  mean: [0, 0, 0],
  std: [1, 1, 1],
};
const CARD: EncoderCard = {
  name: 'fake',
  version: '1',
  sha256: 'ab'.repeat(32),
  sizeBytes: 1,
  dims: 2,
  dtype: 'fp32',
  normalisation: 'l2',
  preprocessing: PREPROCESSING,
  probe: [1, 0],
};

/** All that follows from what has happened so far has happened. */
export const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A photo of one grey all over, by which it is known again: its type says which. */
export function greyPhoto(grey: number): Blob {
  return new Blob([], { type: String(grey) });
}

/** A photo that no decoder takes. */
export const BROKEN = new Blob([], { type: 'broken' });

interface GreyBitmap {
  readonly grey: number;
  readonly width: number;
  readonly height: number;
  close(): void;
}

/** A canvas on which all is of the grey of the bitmap drawn last. */
export class GreyCanvas {
  constructor(
    public width: number,
    public height: number,
  ) {}

  getContext() {
    let grey = 0;
    return {
      drawImage: (bitmap: GreyBitmap) => {
        ({ grey } = bitmap);
      },
      getImageData: (_left: number, _top: number, width: number, height: number) => ({
        data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => (i % 4 === 3 ? 255 : grey)),
      }),
    };
  }
}

/** What a test holds back: each call waits until it is let go, in any order. */
class Gate {
  readonly waiting: { readonly name: string; readonly go: () => void; readonly fail: (e: Error) => void }[] =
    [];
  isOpen = true;

  pass(name: string): Promise<void> {
    if (this.isOpen) return Promise.resolve();
    return new Promise((go, fail) => this.waiting.push({ name, go, fail }));
  }

  get names(): string[] {
    return this.waiting.map(({ name }) => name);
  }

  /** Lets the call of this name go, and waits for what follows from it. */
  async letGo(name: string, error?: Error): Promise<void> {
    const at = this.names.indexOf(name);
    const [call] = this.waiting.splice(at, at < 0 ? 0 : 1);
    if (!call) throw new Error(`${name} does not wait, but ${this.names.join(', ') || 'nothing'}`);
    if (error) call.fail(error);
    else call.go();
    await settled();
  }
}

/** Decodes `greyPhoto`s; a call's name is the photo's type. */
export class FakeDecoder {
  readonly gate = new Gate();
  open = 0;

  readonly decode = async (photo: Blob): Promise<ImageBitmap> => {
    await this.gate.pass(photo.type);
    const grey = Number(photo.type);
    if (Number.isNaN(grey)) throw new LookalikeError('PhotoEmpty', 'a broken photo');
    this.open += 1;
    const bitmap: GreyBitmap = {
      grey,
      width: 16,
      height: 16,
      close: () => {
        this.open -= 1;
      },
    };
    return bitmap;
  };
}

/** Sessions whose calls are named by network and the photos' greys; an embedding is `[grey, 1]`. */
export class FakeSessions {
  readonly gate = new Gate();
  readonly calls: string[] = [];

  async #run(network: string, tensor: TensorData, n: number): Promise<readonly number[]> {
    const each = tensor.length / n;
    const greys = Array.from({ length: n }, (_, i) => Math.round(tensor[i * each]!));
    const name = `${network} ${greys.join(' ')}`;
    this.calls.push(name);
    await this.gate.pass(name);
    return greys;
  }

  /** Of a focus network that finds nothing in any photo. */
  parts({ hasFocus = true } = {}): Loaded {
    const facts = { device: 'wasm', threads: 1, files: [], dispose: async () => undefined } as const;
    const focusCard = { ...FOCUS_CARD, preprocessing: PREPROCESSING };
    return {
      encoder: {
        ...facts,
        card: CARD,
        encode: async (tensor, n) =>
          Float32Array.from((await this.#run('encode', tensor, n)).flatMap((grey) => [grey, 1])),
      },
      focus: hasFocus
        ? {
            ...facts,
            card: focusCard,
            maps: async (tensor, n) => {
              await this.#run('focus', tensor, n);
              return new Float32Array(n * 2 * focusCard.maskSide ** 2);
            },
          }
        : undefined,
      fingerprint: 'print',
      squares: new ScalarResizer(),
      pictures: new ScalarResizer(),
    };
  }
}
