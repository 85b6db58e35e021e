/** Names of outputs in; which of a text model's lies in the photos' space, and the refusal of all others, out. */
import { expect, test } from 'vitest';
import { textOutput } from '../../../../src/encoding/text/text-output';

test.each([
  ['CLIP', ['last_hidden_state', 'text_embeds'], 'image_embeds', 'text_embeds'],
  [
    'both of CLIP in one file',
    ['logits_per_image', 'text_embeds', 'image_embeds'],
    'image_embeds',
    'text_embeds',
  ],
  ['SigLIP', ['last_hidden_state', 'pooler_output'], 'pooler_output', 'pooler_output'],
])('of %s the counterpart is taken', (_, outputs, photos, words) => {
  expect(textOutput(outputs, { name: photos, pooling: 'vector' })).toBe(words);
});

test.each([
  ['a hidden state', ['text_embeds'], { name: 'last_hidden_state', pooling: 'mean-tokens' }],
  ['a projection and a pooled state', ['pooler_output'], { name: 'image_embeds', pooling: 'vector' }],
  ['what has no name', ['text_embeds'], undefined],
] as const)('%s are not compared', (_, outputs, photos) => {
  expect(() => textOutput(outputs, photos)).toThrow(expect.objectContaining({ name: 'ModelUnsuitable' }));
});
