/** Models that earlier releases shipped in; ids of the encoders as they were with these, and what each is loaded with, out. */
import type { EncoderOptions } from '../../contract/encoder';

/** The encoder and the focus network that an earlier release shipped together. */
export interface FormerModels {
  /** By which they are known in ids; differs from release to release. */
  readonly name: string;
  /** As `EncoderOptions.modelUrl`. */
  readonly modelUrl: string;
  /** As `EncoderOptions.focusUrl`. */
  readonly focusUrl?: string | undefined;
}

/** Stands in no id of a model of others, which are hexadecimal. */
const SEPARATOR = '@';

/**
 * Id of an encoder as it was in an earlier release. A model of others has one too: the focus network that goes with it
 * is the release's.
 *
 * @param id of the encoder as it is now; undefined for the shipped one.
 */
export function formerId(id: string | undefined, { name }: FormerModels): string {
  return `${id ?? ''}${SEPARATOR}${name}`;
}

/** Whether an id is that of an encoder as it was in an earlier release. */
export function isFormer(id: string | undefined): id is string {
  return id?.includes(SEPARATOR) ?? false;
}

/** Id of the same encoder as it is now; undefined for the shipped one. */
export function presentId(id: string | undefined): string | undefined {
  const present = id?.split(SEPARATOR)[0];
  return present === '' ? undefined : present;
}

/** @param options of the shipped encoder as it is now. */
export function optionsOf(
  id: string | undefined,
  options: EncoderOptions,
  formers: readonly FormerModels[],
): EncoderOptions {
  const present = presentId(id);
  const former = formers.find((models) => formerId(present, models) === id);
  // a former one that this release does not have any more is said to be missing when it is loaded
  if (!former) return { ...options, keptId: id };
  const { modelUrl, focusUrl } = former;
  return { ...options, modelUrl, focusUrl, keptId: present };
}
