/** Tells by its name whether a file of a folder is taken for a photo. */

/** Extensions of images, including formats that are refused later with a reason. */
const IMAGE = /\.(jpe?g|jpe|jfif|png|apng|webp|gif|avif|bmp|heic|heif|tiff?|svg|jxl|psd|ico)$/i;

/** Excludes names that begin with a dot: those files are hidden by the system. */
export function isPhotoName(name: string): boolean {
  return IMAGE.test(name) && !name.startsWith('.');
}
