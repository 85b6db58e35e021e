/** Translates a model's `preprocessor_config.json` into our preprocessing, or says why that is impossible. */
import type { Preprocessing, Resample } from '../../contract/card';
import { refusal, type SettingRule } from '../../contract/reasons';
import { fromTimm, isTimm } from './timm';

/** Numbers of `PIL.Image.Resampling`. */
const FILTERS: Partial<Record<number, Resample>> = {
  1: 'lanczos',
  2: 'bilinear',
  3: 'bicubic',
  4: 'box',
  5: 'hamming',
};

/** Constants of `transformers.image_utils`. */
const IMAGENET_MEAN = [0.485, 0.456, 0.406] as const;
const IMAGENET_STD = [0.229, 0.224, 0.225] as const;
const HALF = [0.5, 0.5, 0.5] as const;
const CLIP_MEAN = [0.48145466, 0.4578275, 0.40821073] as const;
const CLIP_STD = [0.26862954, 0.26130258, 0.27577711] as const;

/** Grey behind a subject that focus cuts out: these processors state no such colour, they pad with black. */
const GROUND = 128;

/** Defaults of a processor's class, from the `image_processing` modules of `transformers`. */
interface Defaults {
  readonly size: unknown;
  /** Whether a size of one number means the shorter edge. */
  readonly isShortest: boolean;
  readonly crop?: number;
  readonly resample: number | undefined;
  readonly mean: readonly [number, number, number] | undefined;
  readonly std: readonly [number, number, number] | undefined;
  readonly flips?: boolean;
  /** Present where the class crops by torchvision. */
  readonly rounding?: 'half-even';
  /** Maps the stated shorter edge to the one that the class resizes to; identity by default. */
  readonly shorterEdge?: (edge: number) => number;
}

const BIT: Defaults = {
  size: { shortest_edge: 224 },
  isShortest: true,
  crop: 224,
  resample: 3,
  mean: CLIP_MEAN,
  std: CLIP_STD,
};
const VIT: Defaults = { size: 224, isShortest: false, resample: 2, mean: HALF, std: HALF };

const KNOWN: Partial<Record<string, Defaults>> = {
  ViT: VIT,
  Siglip: { ...VIT, resample: 3 },
  CLIP: BIT,
  Bit: BIT,
  DeiT: { ...VIT, size: 256, crop: 224, resample: 3 },
  ConvNext: { ...VIT, size: { shortest_edge: 384 }, isShortest: true },
  Levit: {
    ...BIT,
    mean: IMAGENET_MEAN,
    std: IMAGENET_STD,
    shorterEdge: (edge) => Math.trunc((256 / 224) * edge),
  },
  MobileViT: {
    ...BIT,
    crop: 256,
    resample: 2,
    mean: [0, 0, 0],
    std: [1, 1, 1],
    flips: true,
  },
};

/** No defaults: the file of an unknown class must state every field. */
const SILENT: Defaults = {
  size: undefined,
  isShortest: false,
  resample: undefined,
  mean: undefined,
  std: undefined,
};

type Unlike = Extract<SettingRule, { readonly unlike: string }>['unlike'];

/** Classes that read the same fields but do something unsupported, and what that is. */
const PECULIAR: Partial<Record<string, Unlike>> = {
  Siglip2: 'patches',
  Perceiver: 'crops-first',
  EfficientNet: 'divides-twice',
  ImageGPT: 'numbers-colours',
  Flava: 'second-picture',
};

/** Steps that are not supported. */
const UNKNOWN_STEPS = [
  'do_pad',
  'do_thumbnail',
  'do_align_long_axis',
  'do_crop_margin',
  'do_image_splitting',
  'do_grayscale',
  'keep_aspect_ratio',
  'rescale_offset',
  'offset',
] as const;

function refuse(expected: SettingRule, came: unknown): never {
  const reason = {
    code: 'setting',
    file: 'preprocessor_config.json',
    expected,
    came: came === undefined ? 'undefined' : JSON.stringify(came),
  } as const;
  throw refusal('ModelUnsuitable', reason);
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function familyOf(config: Record<string, unknown>): string {
  const type = config['image_processor_type'] ?? config['feature_extractor_type'];
  return typeof type === 'string' ? type.replace(/(ImageProcessor|FeatureExtractor).*$/, '') : '';
}

function defaultsOf(config: Record<string, unknown>): Defaults {
  const family = familyOf(config);
  const peculiar = PECULIAR[family];
  if (peculiar !== undefined) refuse({ unlike: peculiar }, family);
  for (const step of UNKNOWN_STEPS) {
    if (config[step] === true) refuse({ without: step }, true);
  }
  if (family === 'JinaCLIP') return { ...SILENT, rounding: 'half-even' };
  return KNOWN[family] ?? SILENT;
}

/** Renames the fields of `JinaCLIPImageProcessor` to those of the other classes. */
function named(config: Record<string, unknown>): Record<string, unknown> {
  if (familyOf(config) !== 'JinaCLIP') return config;
  const { size, interpolation, resize_mode: mode, mean, std } = config;
  if (mode !== 'shortest' && mode !== 'squash') refuse('resize-mode', mode);
  const crops = mode === 'shortest';
  return {
    ...config,
    size: crops ? { shortest_edge: size } : { height: size, width: size },
    do_center_crop: crops,
    crop_size: size,
    resample: { bilinear: 2, bicubic: 3 }[String(interpolation)],
    image_mean: mean,
    image_std: std,
  };
}

function edgeOf(value: unknown, what: SettingRule): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : refuse(what, value);
}

/** How the photo is resized before the crop; `width` is present for an oblong. */
interface Resizing {
  readonly fit: 'cover' | 'stretch';
  readonly edge: number;
  readonly width?: number;
}

function resizing(size: unknown, { isShortest, shorterEdge = (edge) => edge }: Defaults): Resizing {
  if (typeof size === 'number' && !isShortest)
    return { fit: 'stretch', edge: edgeOf(size, { field: 'size' }) };
  const { shortest_edge: shortest, longest_edge: longest, height, width } = fieldsOf(size);
  if (longest !== undefined) refuse('no-longest-edge', size);
  if (shortest !== undefined || typeof size === 'number') {
    return { fit: 'cover', edge: shorterEdge(edgeOf(shortest ?? size, { field: 'size.shortest_edge' })) };
  }
  const edge = edgeOf(height, 'size-form');
  return { fit: 'stretch', edge, ...oblong(edge, edgeOf(width, { field: 'size.width' })) };
}

/** The width, left out where it equals the height. */
function oblong(height: number, width: number): { width?: number } {
  return width === height ? {} : { width };
}

function cropOf(value: unknown): Pick<Preprocessing, 'side' | 'width'> {
  if (typeof value === 'number') return { side: edgeOf(value, { field: 'crop_size' }) };
  const { height, width, shortest_edge: shortest } = fieldsOf(value);
  const side = edgeOf(height ?? shortest, { field: 'crop_size' });
  return { side, ...oblong(side, edgeOf(width ?? side, { field: 'crop_size.width' })) };
}

function triple(value: unknown, what: SettingRule): readonly [number, number, number] {
  if (!Array.isArray(value) || value.length !== 3) return refuse(what, value);
  const [r, g, b] = value as readonly unknown[];
  if (typeof r !== 'number' || typeof g !== 'number' || typeof b !== 'number') return refuse(what, value);
  return [r, g, b];
}

/** ConvNeXt's crop: it stretches the photo from 384 px on; below, it keeps `crop_pct` of the shorter edge. */
function croppedShare(edge: number, share: number): Pick<Preprocessing, 'side' | 'fit' | 'edge'> {
  if (edge >= 384) return { side: edge, fit: 'stretch' };
  return { side: edge, fit: 'cover', edge: Math.trunc(edge / share) };
}

type Framing = Pick<Preprocessing, 'side' | 'width' | 'fit' | 'edge'>;

/** Resizes the photo and cuts out its centre. */
function cropped({ fit, edge, width }: Resizing, crop: Pick<Preprocessing, 'side' | 'width'>): Framing {
  const { side, width: across = side } = crop;
  if (fit === 'stretch' && (width ?? edge) !== Math.round((edge * across) / side)) {
    refuse('crop-proportion', { height: edge, width: width ?? edge });
  }
  // an oblong with `fit: 'cover'` needs `edge`: without it the photo would just cover the oblong, another rule
  const isWhole = edge === side && (across === side || fit === 'stretch');
  return { ...crop, fit, ...(isWhole ? {} : { edge }) };
}

function framing(config: Record<string, unknown>, defaults: Defaults): Framing {
  if (config['do_resize'] === false) refuse('resizes', config['do_resize']);
  const resized = resizing(config['size'] ?? defaults.size, defaults);
  const { fit, edge, width } = resized;
  if (defaults === KNOWN['ConvNext'] || config['crop_pct'] !== undefined) {
    const share = config['crop_pct'] ?? 224 / 256;
    return typeof share === 'number' && share > 0
      ? croppedShare(edge, share)
      : refuse({ aboveZero: 'crop_pct' }, share);
  }
  const crops = config['do_center_crop'] ?? defaults.crop !== undefined;
  if (crops !== true) {
    return fit === 'stretch'
      ? { side: edge, ...(width === undefined ? {} : { width }), fit }
      : refuse('one-shape', crops);
  }
  return cropped(resized, cropOf(config['crop_size'] ?? defaults.crop));
}

/**
 * Reads the processors of ViT, CLIP, SigLIP, DINOv2, DINOv3, ConvNeXt, BiT, LeViT, processors with the same fields, and
 * timm's. The file of an unknown class must state every field.
 *
 * @param json parsed, of unknown shape.
 * @throws ModelUnsuitable with what came and what was expected.
 */
export function fromProcessor(json: unknown): Preprocessing {
  // `transformers` saves timm's models with a file of timm's form
  if (isTimm(json)) return fromTimm(json);
  const config = named(fieldsOf(json));
  const defaults = defaultsOf(config);
  const framed = framing(config, defaults);
  const filter = config['resample'] ?? defaults.resample;
  const resample =
    (typeof filter === 'number' ? FILTERS[filter] : undefined) ?? refuse('filter-number', filter);
  const scale = config['do_rescale'] === false ? 1 : (config['rescale_factor'] ?? 1 / 255);
  if (typeof scale !== 'number' || scale <= 0) refuse({ aboveZero: 'rescale_factor' }, scale);
  const normalises = config['do_normalize'] !== false;
  const mean = normalises
    ? triple(config['image_mean'] ?? defaults.mean, { threeNumbers: 'image_mean' })
    : ([0, 0, 0] as const);
  const std = normalises
    ? triple(config['image_std'] ?? defaults.std, { threeNumbers: 'image_std' })
    : ([1, 1, 1] as const);
  const flips = config['do_flip_channel_order'] ?? defaults.flips ?? false;
  const { side, width = side, edge = Infinity } = framed;
  return {
    ...framed,
    resample,
    // a crop past the photo's edge is black, as in these processors
    pad: edge < Math.max(side, width) ? 0 : GROUND,
    scale,
    mean,
    std,
    ...(defaults.rounding ? { rounding: defaults.rounding } : {}),
    ...(flips === true ? { channels: 'bgr' as const } : {}),
  };
}
