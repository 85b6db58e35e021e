/** Opens an encoder, shipped or installed, with its focus network, on the first device that is sound. */
import type { EncoderCard } from '../contract/card';
import type { Device, EncoderFacts, EncoderIdentity, EncoderOptions } from '../contract/encoder';
import { openEncoder } from '../encoding/encoder/encoder';
import { parseEncoderCard } from '../encoding/encoder/encoder-card';
import { fingerprint } from '../encoding/encoder/fingerprint';
import { LookalikeError } from '../shared/errors';
import { parseFocusCard, sameSquare } from '../encoding/focus/focus-card';
import { openFocusNet } from '../encoding/focus/focus-net';
import { needsLargePicture, type Resizers } from '../encoding/focus/read-photo';
import type { Loaded } from '../encoding/loaded';
import { pixelsSurvive } from '../image/probe';
import { openResizer } from '../image/open-resizer';
import { loadCard, loadModel, modelFiles, type Model } from '../inference/load-model';
import { devicesToTry } from '../inference/device';
import { keptModel, openKept } from './shelf/shelf';

/** Resolves a folder's address relative to this worker's. */
function folder(url: string): URL {
  return new URL(url, globalThis.location.href);
}

async function encoderCard({ modelUrl, keptId }: EncoderOptions): Promise<EncoderCard> {
  if (keptId !== undefined) return (await keptModel(keptId)).card;
  return loadCard(folder(modelUrl), parseEncoderCard);
}

/** Reads the cards alone. Rejects with `ModelMissing`, `ModelCorrupt`. */
export async function describeEncoder(options: EncoderOptions): Promise<EncoderIdentity> {
  const { focusUrl } = options;
  const [card, focus] = await Promise.all([
    encoderCard(options),
    focusUrl === undefined ? undefined : loadCard(folder(focusUrl), parseFocusCard),
  ]);
  return { name: card.name, fingerprint: await fingerprint(card, focus), dims: card.dims };
}

/** Loads the encoder's files, and lists the devices worth trying with it. */
async function loadEncoder({
  modelUrl,
  keptId,
  device,
}: EncoderOptions): Promise<readonly [Model<EncoderCard>, readonly Device[]]> {
  const devices = device ? [device] : await devicesToTry();
  if (keptId === undefined) return [await loadModel(folder(modelUrl), parseEncoderCard), devices];
  const kept = await keptModel(keptId);
  // WASM only if the model's trial did not choose WebGPU: that was slower, or wrong
  const tried = device || kept.trial.device === 'webgpu' ? devices : (['wasm'] as const);
  return [await openKept(kept), tried];
}

/**
 * Loads both models on the first device that is sound.
 * Rejects with `ModelMissing`, `ModelCorrupt`, `ModelTooLarge`, `DeviceUnavailable`, `PixelsAltered`.
 */
export async function loadParts(options: EncoderOptions): Promise<Loaded> {
  const { focusUrl } = options;
  if (!(await pixelsSurvive())) {
    throw new LookalikeError('PixelsAltered', 'pixels read back from a canvas are not those that were drawn');
  }
  const [[model, devices], focusModel, squares, pictures] = await Promise.all([
    loadEncoder(options),
    focusUrl === undefined ? undefined : loadModel(folder(focusUrl), parseFocusCard),
    openResizer(),
    openResizer(),
  ]);
  const { preprocessing } = model.card;
  const ownSquare = focusModel && !sameSquare(focusModel.card.preprocessing, preprocessing);
  const resizers: Resizers = {
    squares,
    pictures,
    focusSquares: ownSquare ? await openResizer() : undefined,
    largePictures: focusModel && needsLargePicture(preprocessing) ? await openResizer() : undefined,
  };
  const print = await fingerprint(model.card, focusModel?.card);
  // sequential: the runtime opens one session at a time
  const encoder = await openEncoder(model, devices, options);
  try {
    // devices that failed for the encoder are skipped: to try them again would load a second runtime
    const left = devices.slice(devices.indexOf(encoder.device));
    const focus = focusModel && (await openFocusNet(focusModel, left, options));
    return { encoder, focus, fingerprint: print, ...resizers };
  } catch (error) {
    await encoder.dispose();
    throw error;
  }
}

/**
 * Describes the loaded encoder, and lists the files of this origin that it needs offline.
 *
 * @param options the encoder was loaded with them.
 * Rejects with `ModelMissing` where it has been removed since.
 */
export async function encoderFacts(
  { encoder, focus, fingerprint: print }: Pick<Loaded, 'encoder' | 'focus' | 'fingerprint'>,
  { modelUrl, focusUrl, keptId }: EncoderOptions,
): Promise<EncoderFacts> {
  const { card, device, threads } = encoder;
  const deviceNote = encoder.deviceNote ?? focus?.deviceNote;
  // read at every call: a text model may have been installed since
  const hasText = keptId !== undefined && (await keptModel(keptId)).text !== undefined;
  const own = [keptId === undefined ? modelUrl : undefined, focusUrl].flatMap((url) =>
    url === undefined ? [] : modelFiles(folder(url)),
  );
  return {
    name: card.name,
    fingerprint: print,
    dims: card.dims,
    device,
    threads,
    files: [...new Set([...own, ...encoder.files, ...(focus?.files ?? [])])],
    ...(hasText ? { textOf: keptId } : {}),
    ...(deviceNote === undefined ? {} : { deviceNote }),
  };
}
