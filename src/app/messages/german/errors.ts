/** Says in German what each error means and what the user can do, by its name. */
import type { Messages } from '../messages';

export const errors: Messages['errors'] = {
  named: {
    AbortError: { what: 'Das wurde abgebrochen.', next: 'Starten Sie es erneut, wann Sie möchten.' },
    PhotoEmpty: { what: 'Die Datei ist leer.', next: 'Kopieren Sie sie erneut von ihrem Ursprung.' },
    PhotoNotAnImage: {
      what: 'Die Datei ist kein Foto.',
      next: 'Verwenden Sie eine Datei in JPEG, PNG, WebP, AVIF, GIF oder BMP.',
    },
    PhotoUnsupported: {
      what: 'Dieser Browser kann diese Art von Bild nicht lesen.',
      next: 'Speichern Sie es als JPEG oder PNG und fügen Sie es erneut hinzu.',
    },
    PhotoCorrupt: {
      what: 'Das Foto ist beschädigt oder unvollständig.',
      next: 'Kopieren Sie es erneut von seinem Ursprung.',
    },
    PhotoTooLarge: {
      what: 'Das Foto ist größer als 100 Megapixel oder 200 MB.',
      next: 'Speichern Sie eine kleinere Kopie und verwenden Sie diese.',
    },
    PhotoChanged: {
      what: 'Die Datei ist nicht mehr das Foto, das sie beim Hinzufügen war.',
      next: 'Wählen Sie ihren Ordner erneut, damit das neue Foto an seine Stelle tritt.',
    },
    PhotoUnreadable: {
      what: 'Die Datei konnte nicht gelesen werden.',
      next: 'Prüfen Sie, ob sie noch da ist und nicht anderswo geöffnet, und wählen Sie sie erneut.',
    },
    CropInvalid: {
      what: 'Der gewählte Ausschnitt ist zu klein oder liegt außerhalb des Fotos.',
      next: 'Ziehen Sie einen größeren Rahmen auf dem Foto auf.',
    },
    PixelsAltered: {
      what: 'Dieser Browser verändert die Pixel, die eine Seite liest, zum Schutz vor Verfolgung.',
      next: 'Erlauben Sie dieser Website Canvas-Daten und laden Sie sie dann neu.',
    },
    ModelMissing: {
      what: 'Der Encoder konnte nicht geladen werden.',
      next: 'Gehen Sie einmal online und laden Sie neu, oder wählen Sie mit E einen anderen.',
    },
    ModelCorrupt: {
      what: 'Die Datei des Encoders ist beschädigt.',
      next: 'Laden Sie neu; hilft das nicht, wählen Sie mit E einen anderen und laden Sie diesen erneut.',
    },
    ModelUnsuitable: {
      what: 'Dieses Modell kann hier keine Fotos lesen.',
      next: 'Wählen Sie eine andere Datei oder die Bildhälfte des Modells.',
    },
    ModelTooLarge: {
      what: 'Das Modell ist zu groß für einen Browser-Tab.',
      next: 'Wählen Sie eine kleinere Variante davon.',
    },
    HubFailed: {
      what: 'Das Modell war von Hugging Face nicht zu bekommen.',
      next: 'Prüfen Sie, ob Sie online sind und der Name stimmt, und versuchen Sie es erneut: Was geladen ist, bleibt erhalten.',
    },
    EncoderFailed: {
      what: 'Der Encoder ist stehen geblieben.',
      next: 'Versuchen Sie es erneut; hilft das nicht, öffnen Sie die Seite mit ?device=wasm.',
    },
    DeviceUnavailable: {
      what: 'Das gewählte Rechenwerk funktioniert hier nicht.',
      next: 'Öffnen Sie die Seite ohne ?device=, damit Lookalike selbst wählt.',
    },
    FingerprintMismatch: {
      what: 'Dieses Produkt wurde von einem anderen Encoder eingelesen.',
      next: 'Lesen Sie den Katalog erneut ein, um ihn zu durchsuchen.',
    },
    StorageFull: {
      what: 'Der Speicher des Browsers ist voll.',
      next: 'Schaffen Sie Platz auf dem Datenträger oder entfernen Sie Produkte, und setzen Sie dann fort.',
    },
    StorageFailed: {
      what: 'Der Speicher des Browsers funktioniert nicht.',
      next: 'Erlauben Sie dieser Seite Websitedaten, verlassen Sie den privaten Modus und laden Sie neu.',
    },
    CatalogueInUse: {
      what: 'Lookalike ist in einem anderen Tab geöffnet.',
      next: 'Schließen Sie jenen Tab und laden Sie diesen dann neu.',
    },
    VectorInvalid: {
      what: 'Das Foto ergab kein brauchbares Embedding.',
      next: 'Versuchen Sie es mit einem anderen Foto.',
    },
    ProductMissing: {
      what: 'Dieses Produkt ist nicht mehr im Katalog.',
      next: 'Wählen Sie ein anderes.',
    },
    FileUnsupported: {
      what: 'Die Datei ist nicht so aufgebaut, dass Lookalike sie lesen kann.',
      next: 'Verwenden Sie Vektoren als .npy oder .npz, Zeilen von Gleitkommazahlen, und Namen als .npy, .txt oder .csv.',
    },
    FileCorrupt: {
      what: 'Die Datei ist beschädigt oder unvollständig.',
      next: 'Speichern oder kopieren Sie sie erneut.',
    },
    NamesInvalid: {
      what: 'Die Namen sind lückenhaft oder wiederholen sich.',
      next: 'Geben Sie jedem Produkt einen eigenen Namen.',
    },
    NamesMismatch: {
      what: 'Es gibt nicht so viele Namen wie Vektoren.',
      next: 'Verwenden Sie die Namen, die zu diesen Vektoren gehören.',
    },
    RowInvalid: {
      what: 'Die Vektoren lassen sich nicht alle vergleichen; nichts wurde geändert.',
      next: 'Berichtigen Sie die Zeile oder wählen Sie ein anderes Maß, und öffnen Sie die Dateien dann erneut.',
    },
    MemoryShort: {
      what: 'Diese Vektoren passen vielleicht nicht in den Arbeitsspeicher dieses Geräts.',
      next: 'Mit ihren vollen Werten auf dem Datenträger brauchen sie ein Fünftel davon, und die Antworten sind dieselben.',
    },
    ImportRunning: {
      what: 'Es werden gerade andere Vektoren geöffnet.',
      next: 'Warten Sie, bis sie offen sind, oder brechen Sie das zuvor ab.',
    },
    PhotoUnsearchable: {
      what: 'In diesen Vektoren lässt sich kein Foto suchen: Ein anderer Encoder hat sie erzeugt.',
      next: 'Gehen Sie zurück zu Ihren Fotos, um damit zu suchen.',
    },
    IdUnwritable: {
      what: 'Der Name eines Produkts enthält ein Zeichen, das diese Tabelle nicht aufnehmen kann.',
      next: 'Speichern Sie die Tabelle als JSON Lines.',
    },
    FileUnwritable: {
      what: 'Die Datei konnte nicht geschrieben werden.',
      next: 'Wählen Sie einen anderen Ort oder schaffen Sie Platz, und speichern Sie erneut.',
    },
    TableMissing: {
      what: 'Die Tabelle der Ähnlichen ist veraltet.',
      next: 'Erstellen Sie sie neu und speichern Sie sie dann.',
    },
    WorkerDied: {
      what: 'Ein Teil von Lookalike ist stehen geblieben.',
      next: 'Laden Sie neu: Alles Gespeicherte ist noch da.',
    },
  },
  unexpected: (message) => ({
    what: `Etwas Unerwartetes ist geschehen: ${message}.`,
    next: 'Laden Sie neu: Alles Gespeicherte ist noch da.',
  }),
};
