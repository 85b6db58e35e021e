/** Says in English why custom models and devices are refused. */
import type { DeviceReasons, Sayings, SettingRule } from '../../contract/reasons';
import { section } from './language';
import { portText } from './reason-parts';

const UNLIKE = {
  patches: 'takes patches of a photo in its own proportions (NaFlex)',
  'crops-first': 'crops before it resizes',
  'divides-twice': 'divides by image_std twice',
  'numbers-colours': 'gives colours by their number',
  'second-picture': 'makes a second picture of codes',
} as const;

const RULES = {
  'size-form': 'size as pixels, shortest_edge, or height and width',
  'no-longest-edge': 'a size without longest_edge',
  'resize-mode': 'resize_mode shortest or squash',
  resizes: 'a processor that resizes photos',
  'one-shape': 'a crop, so that all photos have one shape',
  'crop-proportion': 'a size in the proportion of crop_size',
  'crop-share': 'crop_pct above 0, at most 1',
  'crop-share-proportion': 'crop_pct that keeps the proportions of input_size',
  'crop-mode': 'crop_mode center or squash',
  'filter-number': 'resample 1 (Lanczos), 2 (bilinear), 3 (bicubic), 4 (box) or 5 (Hamming)',
  'input-size': 'input_size of channels, height and width',
  'input-channels': 'input_size of 3 channels',
} as const;

function setting(rule: SettingRule): string {
  if (typeof rule === 'string') return RULES[rule];
  if ('field' in rule) return rule.field;
  if ('aboveZero' in rule) return `${rule.aboveZero} above 0`;
  if ('threeNumbers' in rule) return `${rule.threeNumbers} of three numbers`;
  if ('without' in rule) return `a processor without ${rule.without}`;
  if ('unlike' in rule) return `a processor like ViT’s or CLIP’s, not one that ${UNLIKE[rule.unlike]},`;
  return `interpolation ${rule.filterOf.join(', ')}`;
}

const INPUTS = {
  channels: 'a batch of colour photos with 3 channels',
  type: 'float32, float16 or uint8',
  axes: 'four axes',
  batch: 'a batch of any size or of one',
} as const;

const english: Sayings<DeviceReasons> = {
  'hub-address': ({ typed }) => `owner/name, or an address on huggingface.co, was expected, “${typed}” came`,
  'hub-silent': ({ host, why }) => `${host} does not answer: ${why}`,
  'hub-json': ({ url, why }) => `${url}: JSON was expected, ${why}`,
  'hub-commit': ({ repo, revision }) => `${repo} has no commit ${revision}`,
  'hub-file': ({ repo, path }) => `${repo} has no ${path}`,
  'hub-onnx': ({ repo, files }) =>
    `onnx/model.onnx or onnx/vision_model.onnx was expected in ${repo}, it has ${files} other files`,
  'at-address': ({ url, why }) => `${url}: ${why}`,
  http: ({ status }) => `HTTP ${status}`,
  'web-page': () => 'a web page came in place of a file',
  'nothing-follows': () => 'nothing follows what is here',
  'rest-at': ({ start }) => `the rest from ${start} on came, from 0 was expected`,
  'connection-ended': ({ bytes, of }) => `the connection ended at ${bytes} of ${of} bytes`,
  'more-than-said': ({ url, bytes }) => `${url}: more came than the ${bytes} bytes that were said`,
  setting: ({ file, expected, came }) => `${setting(expected)} was expected in ${file}, ${came} came`,
  'no-json': ({ file, why }) => `${file} is no JSON: ${why}`,
  'no-object': ({ file, came }) => `an object was expected in ${file}, ${came} came`,
  'file-says': ({ file, why }) => `${file}: ${why}`,
  'one-onnx': ({ came }) =>
    `one .onnx file was expected, with text_….onnx beside it where it has one, ${came} came`,
  'model-bytes': ({ bytes, most }) => `at most ${most} bytes were expected, ${bytes} came`,
  'no-tokenizer': ({ tokenizer, model }) => `${tokenizer} was expected beside ${model}, it is not there`,
  'model-gone': ({ file, why }) => `${file} is not on this device: ${why}`,
  'model-hash': ({ file, came, expected }) => `${file} has SHA-256 ${came}, ${expected} was expected`,
  'model-ports': ({ inputs, outputs }) =>
    `the model has ${inputs.length} inputs (${inputs.join(', ')}) and ${outputs} ` +
    'outputs, one input of photos, none or more of words, and at least one output were expected',
  'input-form': ({ expected, came: { name, type, shape } }) =>
    `${INPUTS[expected]} was expected as the model’s input, ${portText(`${name} of ${type}`, shape)} came`,
  'no-embedding': ({ outputs }) =>
    `an output with an embedding was expected, ${outputs.map(({ name, shape }) => portText(name, shape)).join(', ')} came`,
  'probe-not-finite': ({ output }) => `${output} of the probe is not all finite, or all zero`,
  'text-output': ({ outputs, beside }) =>
    `text_embeds beside image_embeds, or pooler_output beside pooler_output, was expected, ` +
    `${outputs.join(', ')} beside ${beside || 'an output without a name'} came`,
  'text-input': ({ expected, inputs }) =>
    `${expected} of whole numbers was expected of a text model, ${inputs.map(({ name, type }) => `${name} of ${type}`).join(', ')} came`,
  'text-dims': ({ output, values, dims }) =>
    `${output} of a text has ${values} values, a photo’s embedding has ${dims}`,
  'text-not-finite': ({ output }) => `${output} of a text is not all finite, or all zero`,
  'texts-alike': () => 'texts that differ were expected to differ, all came out alike',
  'photos-alike': () => 'all drawn photos come out alike',
  'device-cosine': ({ cosine, least }) => `cosine ${cosine} to WASM, ${least} was expected`,
  'probe-cosine': ({ cosine, least }) => `the probe has cosine ${cosine} to the card, ${least} was expected`,
  'probe-map': ({ difference, most }) =>
    `the probe's map differs from the card by ${difference}, less than ${most} was expected`,
  'on-device': ({ model, device, why }) => `${model} on ${device}: ${why}`,
  'model-values': ({ model, values, expected }) =>
    `${model} gives ${values} values a photo, its card says ${expected}`,
  'model-not-finite': ({ model, device, values, rows, expected }) =>
    `${model} on ${device} gave ${values} values, some not finite; ` +
    `${rows} finite rows of ${expected} were expected`,
  'runtime-start': ({ device, why }) => `the ${device} runtime did not start: ${why}`,
  'no-memory': ({ why }) => `no memory for it on wasm: ${why}`,
  'no-session': ({ device, why }) => `no session on ${device}: ${why}`,
  'run-failed': ({ device, shapes, why }) => `${device} run of ${shapes.join(', ')}: ${why}`,
  'output-type': ({ output, type }) =>
    `output ${output} is ${type ?? 'missing'}, float32 or float16 was expected`,
  'gpu-gone': ({ why }) => `the GPU was lost: ${why}`,
  'pair-rates': ({ webgpu, wasm }) => `${webgpu} million pairs/s on WebGPU, ${wasm} on WASM`,
  'gpu-slower': () => 'the GPU is slower than WASM',
  'gpu-missing': () => 'the browser has no WebGPU adapter',
  'gpu-lost': ({ why }) => `the GPU device was lost: ${why}`,
  'gpu-refused': ({ why }) => `the GPU refused: ${why}`,
  'gpu-rows': ({ bytes, most }) => `rows of ${bytes} bytes came, expected at most ${most} for this GPU`,
  'gpu-memory': ({ bytes, why }) => `the GPU has no memory for ${bytes} bytes of rows: ${why}`,
  'gpu-silent': () => 'the GPU gave no answer',
  'gpu-groups': ({ ran, expected }) => `the GPU ran ${ran} workgroups of a tile, expected ${expected}`,
  'gpu-wrong': ({ passed, expected }) =>
    `the GPU let ${passed ?? 'too many'} pairs pass, expected ${expected} others`,
};

export const modelReasons = section('modelReasons', english);
