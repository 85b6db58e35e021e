/** Nothing in; the names of the shipped models' folders out. */

/** Under `public/models`. A changed model is a new folder, so that caches may keep a folder for ever. */
export const DEFAULT_MODEL = 'products-9';

/** The focus network, under `public/models` too. */
export const DEFAULT_FOCUS = 'focus-2';
