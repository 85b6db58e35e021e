/** Measures photos/s of native ONNX Runtime, and reads its embeddings. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { note } from '../command';
import type { ModelFiles } from '../model-files';
import { peersEnvironment } from '../peers/environment';
import { runScript } from '../peers/run-script';
import type { SkippedPeer } from '../peers/skipped-peer';
import { summarise, type Summary } from '../statistics';
import { filedEmbeddings } from './nearness';

const SCRIPT = fileURLToPath(new URL('../peers/native_encoder.py', import.meta.url));

export interface NativeEncoderOptions {
  readonly encoder: ModelFiles;
  /** The photos' files. */
  readonly photos: readonly string[];
  readonly threads: number;
  readonly rounds: number;
  /** Folder for the list of the photos and for the embeddings. */
  readonly folder: string;
}

export interface NativeFigures {
  readonly version: string;
  readonly encoded: number;
  readonly threads: number;
  /** One per round. */
  readonly seconds: readonly number[];
  readonly perSecond: Summary;
}

export interface NativeResult {
  readonly figures: NativeFigures;
  /** In the order of the photos; undefined for one that could not be read. */
  readonly embeddings: readonly (Float32Array | undefined)[];
}

/** The script's output. */
interface Printed {
  readonly version: string;
  readonly encoded: number;
  readonly seconds: readonly number[];
}

/** Parses the script's output. */
export function nativeFiguresOf(printed: string, threads: number): NativeFigures {
  const { version, encoded, seconds } = JSON.parse(printed) as Printed;
  const perSecond = summarise(seconds.map((time) => [encoded / time]));
  return { version, encoded, threads, seconds, perSecond };
}

/** Runs the script alone, to its end. If it is missing or fails, it is skipped with a reason. */
export async function runNativeEncoder({
  encoder,
  photos,
  threads,
  rounds,
  folder,
}: NativeEncoderOptions): Promise<NativeResult | SkippedPeer> {
  const python = await peersEnvironment();
  if ('skipped' in python) return python;
  note('encoder: native');
  const list = join(folder, 'photos.json');
  const embeddings = join(folder, 'native.f32');
  await writeFile(list, JSON.stringify(photos));
  const ran = await runScript(python, SCRIPT, threads, [
    ...['--model', encoder.model, '--card', encoder.card, '--photos', list, '--embeddings', embeddings],
    ...['--threads', String(threads), '--rounds', String(rounds)],
  ]);
  if ('skipped' in ran) return ran;
  return {
    figures: nativeFiguresOf(ran.printed, threads),
    embeddings: filedEmbeddings(await readFile(embeddings), photos.length),
  };
}
