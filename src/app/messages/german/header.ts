/** Says in German what the bar at the top and the choice of catalogues say. */
import type { Messages } from '../messages';

export const header: Messages['header'] = {
  encoder: (name) => `Encoder ${name}`,
  chooseAnother: 'Anderen wählen (E)',
  loading: 'Der Encoder wird geladen. Anderen wählen (E)',
  starting: 'Startet …',
  actions: 'Fotos und Vektoren',
  searchByPhoto: 'Mit Foto suchen',
  searchByPhotoKey: 'Mit einem Foto suchen (S)',
  addFolder: 'Ordner hinzufügen',
  addFolderKey: 'Einen Ordner hinzufügen (F)',
  addPhotos: 'Fotos hinzufügen',
  addPhotosKey: 'Fotos hinzufügen (P)',
  openVectorsKey: 'Vektoren mit ihren Namen öffnen (V)',
  table: 'Tabelle der Ähnlichen',
  tableKey: 'Tabelle der Ähnlichen: zu jedem Produkt seine ähnlichen Produkte (T)',
  photosOf: (products) => (products === '' ? 'Fotos' : `Fotos · ${products}`),
  vectorsOf: (products) => (products === '' ? 'Vektoren' : `Vektoren · ${products}`),
  demoOf: (products) => (products === '' ? 'Demo' : `Demo · ${products}`),
  photosTitle: 'Der Katalog Ihrer Fotos',
  vectorsTitle: (file) => `Die Vektoren aus ${file}`,
  otherVectorsTitle: 'Vektoren, die ein anderer Encoder erzeugt hat',
  demoTitle: 'Ein Katalog, den diese App gezeichnet hat',
};
