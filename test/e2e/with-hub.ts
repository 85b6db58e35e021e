/** The app's test in; the same with a hub of tiny models and the panel of encoders at hand, out. */
import { clip, clipText, convnet, vit } from '../encoders/networks';
import { CLIP_SETTINGS, CLIP_TOKENIZER } from '../encoders/tokenizers';
import { EncodersPanel } from './encoders-panel';
import { standInForHub, type Hub, type Repository } from './hub';
import { test as base } from './lookalike';
import type { Sketch } from './photos';

export const PROCESSOR = {
  image_processor_type: 'ViTImageProcessor',
  size: { height: 32, width: 32 },
  resample: 2,
  image_mean: [0.5, 0.5, 0.5],
  image_std: [0.5, 0.5, 0.5],
};
const external = vit('fp32', { external: 'model.onnx_data' });
const MODELS: Record<string, Repository> = {
  'tests/vit-tiny': {
    'preprocessor_config.json': PROCESSOR,
    'onnx/model.onnx': external.model,
    'onnx/model.onnx_data': external.data ?? {},
    'onnx/model_fp16.onnx': vit('fp16').model,
    'onnx/model_quantized.onnx': vit('q8').model,
  },
  'tests/clip-tiny': {
    'preprocessor_config.json': {
      ...PROCESSOR,
      image_processor_type: 'CLIPImageProcessor',
      size: 32,
      crop_size: 32,
    },
    'onnx/vision_model.onnx': clip('fp32').model,
    'onnx/text_model.onnx': new Uint8Array(40),
  },
  'tests/words-tiny': {
    'preprocessor_config.json': {
      ...PROCESSOR,
      image_processor_type: 'CLIPImageProcessor',
      size: 32,
      crop_size: 32,
    },
    'onnx/vision_model.onnx': clip('fp32').model,
    'onnx/text_model.onnx': clipText('fp32').model,
    'tokenizer.json': CLIP_TOKENIZER,
    'tokenizer_config.json': CLIP_SETTINGS,
  },
  'tests/other-words-tiny': {
    'preprocessor_config.json': { ...PROCESSOR, size: 32 },
    'onnx/vision_model.onnx': clip('fp32').model,
    'onnx/text_model.onnx': clipText('fp32', { dims: 12 }).model,
    'tokenizer.json': CLIP_TOKENIZER,
  },
  'tests/silent-tiny': { 'onnx/model.onnx': convnet('fp32', { side: 48, width: 32 }).model },
};
/** Few, and far apart for networks of random weights too. */
export const SKETCHES: readonly Sketch[] = (
  ['crimson', 'royalblue', 'gold', 'black', 'teal', 'purple'] as const
).map((colour, i) => ({
  name: `${colour}.jpg`,
  garment: { shape: i % 2 ? ('bag' as const) : ('shirt' as const), colour, turn: i * 7 },
}));
interface Fixtures {
  readonly hub: Hub;
  readonly encoders: EncodersPanel;
}

export const test = base.extend<Fixtures>({
  // in every test, asked or not: none may reach the hub itself
  hub: [
    async ({ context }, use) => {
      await use(await standInForHub(context, MODELS));
    },
    { auto: true },
  ],
  encoders: async ({ app }, use) => {
    await use(new EncodersPanel(app));
  },
});

export { expect } from './lookalike';
