/** Lists the commands of the header, which every screen has. */
import { FolderPlus, ImagePlus, Rows3, ScanSearch, Shirt, TableProperties } from 'lucide-react';
import type { Pickers } from '../intake/pickers';
import { common } from '../messages/common';
import { header } from '../messages/header';
import { start } from '../messages/start';
import type { Command } from './command';

/** What the commands of the header act on. */
export interface PageTarget {
  /** Whether the catalogue of photos is open. */
  readonly isReady: boolean;
  /** Number of products in the catalogue that is shown. */
  readonly products: number;
  /** Whether the shown catalogue can be searched by a photo. */
  readonly takesPhotos: boolean;
  readonly pickers: Pickers;
  /** Absent where no table can be made. */
  readonly toggleTable: (() => void) | undefined;
  readonly toggleEncoders: () => void;
  /** Absent where the demo is not offered. */
  readonly showDemo: (() => void) | undefined;
}

export const searchByPhoto: Command<PageTarget> = {
  id: 'search-by-photo',
  key: 's',
  label: header.searchByPhoto,
  title: header.searchByPhotoTitle,
  icon: ScanSearch,
  isEnabled: ({ isReady, products, takesPhotos }) => isReady && products > 0 && takesPhotos,
  run: ({ pickers }) => {
    pickers.chooseQuery();
  },
};

export const addFolder: Command<PageTarget> = {
  id: 'add-folder',
  key: 'f',
  label: header.addFolder,
  title: header.addFolderTitle,
  icon: FolderPlus,
  isEnabled: ({ isReady }) => isReady,
  run: ({ pickers }) => {
    pickers.chooseFolder();
  },
};

export const addPhotos: Command<PageTarget> = {
  id: 'add-photos',
  key: 'p',
  label: header.addPhotos,
  title: header.addPhotosTitle,
  icon: ImagePlus,
  isEnabled: ({ isReady }) => isReady,
  run: ({ pickers }) => {
    pickers.choosePhotos();
  },
};

export const openVectors: Command<PageTarget> = {
  id: 'open-vectors',
  key: 'v',
  label: common.openVectors,
  title: header.openVectorsTitle,
  icon: Rows3,
  isEnabled: ({ isReady }) => isReady,
  run: ({ pickers }) => {
    pickers.chooseVectors();
  },
};

export const toggleTable: Command<PageTarget> = {
  id: 'toggle-table',
  key: 't',
  label: header.table,
  title: header.tableTitle,
  icon: TableProperties,
  isEnabled: ({ isReady, products, toggleTable: toggle }) => isReady && products > 0 && toggle !== undefined,
  run: ({ toggleTable: toggle }) => toggle?.(),
};

export const toggleEncoders: Command<PageTarget> = {
  id: 'toggle-encoders',
  key: 'e',
  label: header.chooseAnother,
  title: header.chooseAnother,
  isEnabled: () => true,
  run: (page) => {
    page.toggleEncoders();
  },
};

export const showDemo: Command<PageTarget> = {
  id: 'show-demo',
  key: 'd',
  label: start.demo,
  title: start.demoTitle,
  icon: Shirt,
  isEnabled: ({ isReady, showDemo: show }) => isReady && show !== undefined,
  run: ({ showDemo: show }) => show?.(),
};

/** In the header's order; commands without a button in the header come last. */
export const PAGE_COMMANDS: readonly Command<PageTarget>[] = [
  searchByPhoto,
  addFolder,
  addPhotos,
  openVectors,
  toggleTable,
  toggleEncoders,
  showDemo,
];
