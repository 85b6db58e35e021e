/** Holds the German texts of the form that corrects a model, and of its preview. */
import type { Messages } from '../messages';
import { count, score } from '../numbers';

export const correct: Messages['correct'] = {
  embedding: 'Embedding',
  asItIs: 'wie es ist',
  firstToken: 'erstes Token',
  meanOfTokens: 'Mittel der Tokens',
  meanOfMap: 'Mittel der Karte',
  output: (name, pooling, dims) => `${name}, ${pooling} (${count(dims)})`,
  photo: 'Foto',
  cover: 'Die Mitte, zugeschnitten',
  stretch: 'Das ganze Foto, gestreckt',
  contain: 'Das ganze Foto, auf Grau',
  filter: 'Filter',
  bilinear: 'Bilinear',
  bicubic: 'Bikubisch',
  lanczos: 'Lanczos',
  box: 'Box',
  hamming: 'Hamming',
  values: 'Werte',
  scalings: {
    imagenet: 'ImageNet (DINOv2, ConvNeXt, ResNet)',
    vit: '−1 bis 1 (ViT, SigLIP)',
    clip: 'CLIP',
    mobileclip: '0 bis 1 (MobileCLIP)',
    bytes: '0 bis 255',
  },
  ownValues: 'Seine eigenen',
  channels: 'Kanäle',
  redFirst: 'Rot zuerst',
  blueFirst: 'Blau zuerst',
  side: 'Seite, px',
  height: 'Höhe, px',
  width: 'Breite, px',
  tryIt: 'So ausprobieren',
  drawnPhoto: 'Ein gezeichnetes Foto',
  seen: (photo) => `${photo}, wie der Encoder es sähe`,
  onItsWay: 'Die Sicht des Encoders wird berechnet',
  facts: (photo, width, height, low, high) =>
    `${photo}, wie der Encoder es sähe: ${width} × ${height} px, Werte von ${score(low)} bis ${score(high)}`,
};
