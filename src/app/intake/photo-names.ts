/** A file's name in; whether a folder's listing takes it for a photo out. */

/** Extensions of images, also of those that will be refused with a reason; other files of a folder are no photos. */
const IMAGE = /\.(jpe?g|jpe|jfif|png|apng|webp|gif|avif|bmp|heic|heif|tiff?|svg|jxl|psd|ico)$/i;

/** Files that the system hides begin with a dot. */
export function isPhotoName(name: string): boolean {
  return IMAGE.test(name) && !name.startsWith('.');
}
