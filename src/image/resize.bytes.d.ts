/** Type of what the build makes of `resize.as.ts`: its WebAssembly binary, owned by the module, not to be written to. */
declare const bytes: Uint8Array<ArrayBuffer>;
export default bytes;
