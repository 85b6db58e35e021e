/** Translates a `config.json` of timm's models into our preprocessing, or says why that is impossible. */
import type { Preprocessing, Resample } from '../../contract/card';
import { refusal, type SettingRule } from '../../contract/reasons';

const FILTERS: Partial<Record<string, Resample>> = {
  bilinear: 'bilinear',
  bicubic: 'bicubic',
  lanczos: 'lanczos',
  box: 'box',
  hamming: 'hamming',
};
/** Grey behind a subject that focus cuts out, as in `processor.ts`. */
const GROUND = 128;
/** `DEFAULT_CROP_PCT`, `IMAGENET_DEFAULT_MEAN` and `IMAGENET_DEFAULT_STD` of `timm.data.constants`. */
const CROP_PCT = 0.875;
const MEAN = [0.485, 0.456, 0.406];
const STD = [0.229, 0.224, 0.225];

function refuse(expected: SettingRule, came: unknown): never {
  const reason = {
    code: 'setting',
    file: 'config.json',
    expected,
    came: came === undefined ? 'undefined' : JSON.stringify(came),
  } as const;
  throw refusal('ModelUnsuitable', reason);
}

function numbers(value: unknown, what: SettingRule): readonly [number, number, number] {
  const all: readonly unknown[] = Array.isArray(value) && value.length === 3 ? value : [];
  const [one, two, three] = all;
  return typeof one === 'number' && typeof two === 'number' && typeof three === 'number'
    ? [one, two, three]
    : refuse(what, value);
}

/** Whether it is a `config.json` that states timm's preprocessing. */
export function isTimm(json: unknown): boolean {
  return pretrained(json) !== undefined;
}

function pretrained(json: unknown): Record<string, unknown> | undefined {
  const cfg: unknown =
    typeof json === 'object' && json !== null ? Reflect.get(json, 'pretrained_cfg') : undefined;
  return typeof cfg === 'object' && cfg !== null ? { ...cfg } : undefined;
}

/** Height that the photo is resized to before the crop. Throws where its proportions are not the input's. */
function scaledHeight(side: number, width: number, share: number): number {
  const edge = Math.floor(side / share);
  const across = Math.floor(width / share);
  if (across === Math.round((edge * width) / side)) return edge;
  return refuse('crop-share-proportion', share);
}

/**
 * Follows `transforms_imagenet_eval` of `timm.data`. The photo covers `floor(input_size / crop_pct)`, or is stretched
 * to that with `squash`. Then the centre is cut out. A photo that covers an oblong is resized with the bilinear filter,
 * whatever `interpolation` says.
 *
 * @param json parsed, of unknown shape.
 * @throws ModelUnsuitable with what came and what was expected.
 */
export function fromTimm(json: unknown): Preprocessing {
  const config = pretrained(json) ?? refuse({ field: 'pretrained_cfg' }, json);
  const [channels, side, width] = numbers(config['input_size'], 'input-size');
  if (channels !== 3 || side < 1 || width < 1) refuse('input-channels', config['input_size']);
  const filter = config['interpolation'] ?? 'bicubic';
  const resample =
    (typeof filter === 'string' ? FILTERS[filter] : undefined) ??
    refuse({ filterOf: Object.keys(FILTERS) }, filter);
  const share = config['crop_pct'] ?? CROP_PCT;
  if (typeof share !== 'number' || share <= 0 || share > 1) refuse('crop-share', share);
  const mode = config['crop_mode'] ?? 'center';
  if (mode !== 'center' && mode !== 'squash') refuse('crop-mode', mode);
  const edge = scaledHeight(side, width, share);
  const isOblong = width !== side;
  return {
    side,
    ...(isOblong ? { width } : {}),
    fit: mode === 'center' ? 'cover' : 'stretch',
    ...(edge === side ? {} : { edge }),
    resample: mode === 'center' && isOblong ? 'bilinear' : resample,
    rounding: 'half-even',
    pad: GROUND,
    scale: 1 / 255,
    mean: numbers(config['mean'] ?? MEAN, { threeNumbers: 'mean' }),
    std: numbers(config['std'] ?? STD, { threeNumbers: 'std' }),
  };
}
