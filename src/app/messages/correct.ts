/** Holds the English texts of the form that corrects a model, and of its preview. */
import type { ScalingName } from '../encoders/usual-preprocessing';
import { section } from './language';
import { count, score } from './numbers';

export const correct = section('correct', {
  embedding: 'Embedding',
  asItIs: 'as it is',
  firstToken: 'first token',
  meanOfTokens: 'mean of tokens',
  meanOfMap: 'mean of the map',
  /** @param pooling how the output becomes one row. */
  output: (name: string, pooling: string, dims: number) => `${name}, ${pooling} (${count(dims)})`,
  photo: 'Photo',
  cover: 'Its centre, cropped',
  stretch: 'All of it, stretched',
  contain: 'All of it, on grey',
  filter: 'Filter',
  bilinear: 'Bilinear',
  bicubic: 'Bicubic',
  lanczos: 'Lanczos',
  box: 'Box',
  hamming: 'Hamming',
  values: 'Values',
  scalings: {
    imagenet: 'ImageNet (DINOv2, ConvNeXt, ResNet)',
    vit: '−1 to 1 (ViT, SigLIP)',
    clip: 'CLIP',
    mobileclip: '0 to 1 (MobileCLIP)',
    bytes: '0 to 255',
  } satisfies Record<ScalingName, string>,
  ownValues: 'Its own',
  channels: 'Channels',
  redFirst: 'Red first',
  blueFirst: 'Blue first',
  side: 'Side, px',
  height: 'Height, px',
  width: 'Width, px',
  tryIt: 'Try it so',
  drawnPhoto: 'A drawn photo',
  seen: (photo: string) => `${photo} as the encoder would see it`,
  onItsWay: 'The encoder’s view is on its way',
  facts: (photo: string, width: number, height: number, low: number, high: number) =>
    `${photo} as the encoder would see it: ${width} × ${height} px, values ${score(low)} to ${score(high)}`,
});
