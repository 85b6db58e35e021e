/** Nothing in; the name of the shipped encoder's folder out. */

/** Under `public/models`. A changed model is a new folder, so that caches may keep a folder for ever. */
export const DEFAULT_MODEL = 'garments-1';
