/** Names the folders of the models that ship with the app. */

/** An encoder and the focus network that goes with it: folders under `public/models`. */
export interface ModelFolders {
  readonly encoder: string;
  /** Absent: photos are encoded whole. */
  readonly focus?: string | undefined;
}

/** Under `public/models`. A changed model is a new folder, so that caches may keep a folder for ever. */
export const DEFAULT_MODEL = 'products-10';

/** The focus network, under `public/models` too. */
export const DEFAULT_FOCUS = 'focus-2';

/**
 * Pairs that earlier releases shipped, newest first. A catalogue that such an encoder has embedded keeps using it until
 * the current one has embedded every product. The folders stay under `public/models` and are fetched for such a
 * catalogue alone.
 */
export const FORMER_MODELS: readonly ModelFolders[] = [{ encoder: 'products-9', focus: 'focus-2' }];
