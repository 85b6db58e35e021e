/** Holds the German texts of the bar at the top and of the choice of catalogues. */
import type { Messages } from '../messages';

export const header: Messages['header'] = {
  encoder: (name) => `Encoder ${name}`,
  chooseAnother: 'Anderen wählen',
  loading: 'Der Encoder wird geladen',
  starting: 'Startet …',
  actions: 'Fotos und Vektoren',
  searchByPhoto: 'Mit Foto suchen',
  searchByPhotoTitle: 'Mit einem Foto suchen',
  addFolder: 'Ordner hinzufügen',
  addFolderTitle: 'Einen Ordner hinzufügen',
  addPhotos: 'Fotos hinzufügen',
  addPhotosTitle: 'Fotos hinzufügen',
  openVectorsTitle: 'Vektoren mit ihren Namen öffnen',
  table: 'Tabelle der Ähnlichen',
  tableTitle: 'Tabelle der Ähnlichen: zu jedem Produkt seine ähnlichen Produkte',
  photosOf: (products) => (products === '' ? 'Fotos' : `Fotos · ${products}`),
  vectorsOf: (products) => (products === '' ? 'Vektoren' : `Vektoren · ${products}`),
  demoOf: (products) => (products === '' ? 'Demo' : `Demo · ${products}`),
  photosTitle: 'Der Katalog Ihrer Fotos',
  vectorsTitle: (file) => `Die Vektoren aus ${file}`,
  otherVectorsTitle: 'Vektoren, die ein anderer Encoder erzeugt hat',
  demoTitle: 'Ein Katalog, den diese App gezeichnet hat',
};
