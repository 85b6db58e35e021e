/** Declares the WebAssembly binary that the build makes of `kernel.as.ts`. The module owns it: do not write to it. */
declare const bytes: Uint8Array<ArrayBuffer>;
export default bytes;
