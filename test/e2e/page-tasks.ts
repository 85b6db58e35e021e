/** Photos in; what lets them go over a page or answers its dialogs, in a browser of any driver, out. */
import type { Photo } from './photos';

/** A photo as a page can be handed it. */
export interface GivenPhoto {
  readonly name: string;
  readonly base64: string;
}

export function givenTo(photos: readonly Photo[]): GivenPhoto[] {
  return photos.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }));
}

/** Runs in a page: lets loose photos go over it. */
export function dropAll(given: readonly GivenPhoto[]): void {
  const transfer = new DataTransfer();
  for (const { name, base64 } of given) {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type: 'image/jpeg' }));
  }
  for (const type of ['dragenter', 'dragover', 'drop']) {
    const event = new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true });
    document.querySelector('main')?.dispatchEvent(event);
  }
}

/** Runs in a page: the next dialog for files is not opened; its input waits in the page. */
export function holdDialog(): void {
  Object.defineProperty(HTMLInputElement.prototype, 'click', {
    configurable: true,
    value(this: HTMLInputElement) {
      this.hidden = false;
      // other dialogs open again as they do
      Reflect.deleteProperty(HTMLInputElement.prototype, 'click');
    },
  });
}

/** Runs in a page: photos as a folder's dialog lists them, for drivers that refuse to choose a directory. */
export function answerFolderDialog(given: readonly GivenPhoto[], folder: string): void {
  Object.defineProperty(File.prototype, 'webkitRelativePath', {
    configurable: true,
    get(this: File) {
      return `${folder}/${this.name}`;
    },
  });
  const transfer = new DataTransfer();
  for (const { name, base64 } of given) {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type: 'image/jpeg' }));
  }
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (!input?.webkitdirectory) throw new Error('the page has asked for no folder');
  input.files = transfer.files;
  input.dispatchEvent(new Event('change'));
}
