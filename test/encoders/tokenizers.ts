/** Nothing in; small tokenizers laid out as CLIP's and SigLIP's files on the hub, with every id in plain sight, out. */

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');

/** Ids are places in this list. Letters that end a word carry `</w>`, as in CLIP's own file. */
export const CLIP_WORDS = [
  '!',
  ...LETTERS,
  ...LETTERS.map((letter) => `${letter}</w>`),
  're',
  'red</w>',
  'sh',
  'oe',
  'shoe</w>',
  '<|startoftext|>',
  '<|endoftext|>',
] as const;

const START = CLIP_WORDS.indexOf('<|startoftext|>');
const END = CLIP_WORDS.indexOf('<|endoftext|>');

function special(id: number, content: string): object {
  return { id, content, single_word: false, lstrip: false, rstrip: false, normalized: true, special: true };
}

/** Byte-pair encoding as of CLIP: lower case, words by a pattern, a start and an end. */
export const CLIP_TOKENIZER = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [special(START, '<|startoftext|>'), special(END, '<|endoftext|>')],
  normalizer: {
    type: 'Sequence',
    normalizers: [
      { type: 'NFC' },
      { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
      { type: 'Lowercase' },
    ],
  },
  pre_tokenizer: {
    type: 'Sequence',
    pretokenizers: [
      {
        type: 'Split',
        pattern: { Regex: "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+" },
        behavior: 'Removed',
        invert: true,
      },
      { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true },
    ],
  },
  post_processor: {
    type: 'RobertaProcessing',
    sep: ['<|endoftext|>', END],
    cls: ['<|startoftext|>', START],
    trim_offsets: false,
    add_prefix_space: false,
  },
  decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true },
  model: {
    type: 'BPE',
    dropout: null,
    unk_token: '<|endoftext|>',
    continuing_subword_prefix: '',
    end_of_word_suffix: '</w>',
    fuse_unk: false,
    vocab: Object.fromEntries(CLIP_WORDS.map((word, id) => [word, id])),
    merges: ['r e', 're d</w>', 's h'],
  },
};

export const CLIP_SETTINGS = {
  tokenizer_class: 'CLIPTokenizer',
  model_max_length: 8,
  pad_token: '<|endoftext|>',
};

/** Pieces and their log probabilities, as of SigLIP: the likeliest cut wins. */
export const SIGLIP_PIECES = [
  ['<pad>', 0],
  ['</s>', 0],
  ['<unk>', 0],
  ['▁', -8],
  ['▁red', -3],
  ['▁shoe', -4],
  ['▁sh', -3],
  ['oe', -3],
  ['s', -2],
  ['e', -6],
  ['d', -6],
] as const;

/** Unigram as of SigLIP: lower case, no punctuation, an end and no start. */
export const SIGLIP_TOKENIZER = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [special(0, '<pad>'), special(1, '</s>'), special(2, '<unk>')],
  normalizer: {
    type: 'Sequence',
    normalizers: [
      { type: 'Lowercase' },
      { type: 'Replace', pattern: { Regex: '[!?.,]' }, content: '' },
      { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
      { type: 'Strip', strip_left: true, strip_right: true },
    ],
  },
  pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', add_prefix_space: true },
  post_processor: {
    type: 'TemplateProcessing',
    single: [{ Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '</s>', type_id: 0 } }],
    pair: [],
    special_tokens: { '</s>': { id: '</s>', ids: [1], tokens: ['</s>'] } },
  },
  decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', add_prefix_space: true },
  model: { type: 'Unigram', unk_id: 2, vocab: SIGLIP_PIECES, byte_fallback: false },
};
