/** Names encoders as earlier releases shipped them by ids, and finds the options to load them. */
import type { EncoderOptions } from '../../contract/encoder';

/** The encoder and the focus network that an earlier release shipped together. */
export interface FormerModels {
  /** Unique per release; part of ids. */
  readonly name: string;
  /** As `EncoderOptions.modelUrl`. */
  readonly modelUrl: string;
  /** As `EncoderOptions.focusUrl`. */
  readonly focusUrl?: string | undefined;
}

/** Cannot occur in the id of a custom model, which is hexadecimal. */
const SEPARATOR = '@';

/**
 * Returns the id of an encoder's version in an earlier release. A custom model has one too, because it uses the
 * release's focus network.
 *
 * @param id of the encoder's current version; undefined for the shipped one.
 */
export function formerId(id: string | undefined, { name }: FormerModels): string {
  return `${id ?? ''}${SEPARATOR}${name}`;
}

/** Whether an id is that of an encoder's version in an earlier release. */
export function isFormer(id: string | undefined): id is string {
  return id?.includes(SEPARATOR) ?? false;
}

/** Id of the encoder's current version; undefined for the shipped one. */
export function presentId(id: string | undefined): string | undefined {
  const present = id?.split(SEPARATOR)[0];
  return present === '' ? undefined : present;
}

/**
 * Finds the options to load an encoder with.
 *
 * @param options of the shipped encoder's current version.
 */
export function optionsOf(
  id: string | undefined,
  options: EncoderOptions,
  formers: readonly FormerModels[],
): EncoderOptions {
  const present = presentId(id);
  const former = formers.find((models) => formerId(present, models) === id);
  // former models that this release no longer has: the id stays, so loading rejects with `ModelMissing`
  if (!former) return { ...options, keptId: id };
  const { modelUrl, focusUrl } = former;
  return { ...options, modelUrl, focusUrl, keptId: present };
}
