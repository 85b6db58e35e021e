/** Says in English what each error means and what the user can do, by its name. */
import type { ErrorName } from '../../shared/errors';
import { section } from './language';

/** What the user reads: what happened, and what to do. */
export interface Told {
  readonly what: string;
  readonly next: string;
}

const named: Record<ErrorName, Told> = {
  AbortError: { what: 'This was cancelled.', next: 'Start it again when you like.' },
  PhotoEmpty: { what: 'The file is empty.', next: 'Copy it again from where it came.' },
  PhotoNotAnImage: {
    what: 'The file is not a photo.',
    next: 'Give a JPEG, PNG, WebP, AVIF, GIF or BMP file.',
  },
  PhotoUnsupported: {
    what: 'This browser cannot read this kind of image.',
    next: 'Save it as JPEG or PNG and give it again.',
  },
  PhotoCorrupt: { what: 'The photo is damaged or incomplete.', next: 'Copy it again from where it came.' },
  PhotoTooLarge: {
    what: 'The photo is larger than 100 megapixels or 200 MB.',
    next: 'Save a smaller copy and give that.',
  },
  PhotoChanged: {
    what: 'The file is not the photo that it was when it was added.',
    next: 'Give its folder again, so that the new photo takes its place.',
  },
  PhotoUnreadable: {
    what: 'The file could not be read.',
    next: 'See that it is still there and not open elsewhere, then give it again.',
  },
  CropInvalid: {
    what: 'The chosen part is too small or lies outside the photo.',
    next: 'Draw a larger box on the photo.',
  },
  PixelsAltered: {
    what: 'This browser changes the pixels that a page reads, to protect against tracking.',
    next: 'Allow canvas data for this site, then reload.',
  },
  ModelMissing: {
    what: 'The encoder could not be loaded.',
    next: 'Go online once and reload, or choose another with E.',
  },
  ModelCorrupt: {
    what: 'The encoder’s file is damaged.',
    next: 'Reload; if it stays, choose another with E, and fetch this one again.',
  },
  ModelUnsuitable: {
    what: 'This model cannot encode photos here.',
    next: 'Choose another file, or the vision half of the model.',
  },
  ModelTooLarge: {
    what: 'The model is too large for a browser tab.',
    next: 'Choose a smaller variant of it.',
  },
  HubFailed: {
    what: 'The model could not be had from Hugging Face.',
    next: 'See that you are online and the name is right, then try again: what has come is kept.',
  },
  EncoderFailed: {
    what: 'The encoder stopped.',
    next: 'Try again; if it stays, open the page with ?device=wasm.',
  },
  DeviceUnavailable: {
    what: 'The chosen device does not work here.',
    next: 'Open the page without ?device= to let Lookalike choose.',
  },
  FingerprintMismatch: {
    what: 'This product was encoded by another encoder.',
    next: 'Encode the catalogue again to search it.',
  },
  StorageFull: {
    what: 'The browser’s storage is full.',
    next: 'Free some disk space or remove products, then resume.',
  },
  StorageFailed: {
    what: 'The browser’s storage does not work.',
    next: 'Allow site data for this page and leave private mode, then reload.',
  },
  CatalogueInUse: {
    what: 'Lookalike is open in another tab.',
    next: 'Close that tab, then reload this one.',
  },
  VectorInvalid: { what: 'The photo gave no usable embedding.', next: 'Try another photo.' },
  ProductMissing: { what: 'This product is no longer in the catalogue.', next: 'Choose another.' },
  FileUnsupported: {
    what: 'The file is not laid out in a way that Lookalike reads.',
    next: 'Give vectors as .npy or .npz, rows of floats, and names as .npy, .txt or .csv.',
  },
  FileCorrupt: { what: 'The file is damaged or incomplete.', next: 'Save or copy it again.' },
  NamesInvalid: {
    what: 'The names have gaps or repeat themselves.',
    next: 'Give every product one name of its own.',
  },
  NamesMismatch: {
    what: 'There are not as many names as vectors.',
    next: 'Give the names that belong to these vectors.',
  },
  RowInvalid: {
    what: 'The vectors cannot all be compared; nothing was changed.',
    next: 'Correct that row or choose another measure, then open the files again.',
  },
  MemoryShort: {
    what: 'These vectors may not fit into this device’s memory.',
    next: 'With their full values on disk they take a fifth of it, and the answers are the same.',
  },
  ImportRunning: {
    what: 'Other vectors are being opened.',
    next: 'Wait until they are open, or cancel that first.',
  },
  PhotoUnsearchable: {
    what: 'A photo cannot be searched among these vectors: another encoder made them.',
    next: 'Go back to your photos to search with it.',
  },
  IdUnwritable: {
    what: 'A product’s name has a character that this table cannot hold.',
    next: 'Save the table as JSON Lines.',
  },
  FileUnwritable: {
    what: 'The file could not be written.',
    next: 'Choose another place, or free some disk space, and save again.',
  },
  TableMissing: { what: 'The lookalike table is out of date.', next: 'Make it again, then save it.' },
  WorkerDied: { what: 'A part of Lookalike stopped.', next: 'Reload: everything stored is still there.' },
};

export const errors = section('errors', {
  named,
  unexpected: (message: string): Told => ({
    what: `Something unexpected happened: ${message}.`,
    next: 'Reload: everything stored is still there.',
  }),
});
