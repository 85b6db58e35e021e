/** Types for the runtime's files that Vite serves from the app's own origin. */
declare module 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url' {
  const url: string;
  export default url;
}
declare module 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url' {
  const url: string;
  export default url;
}
declare module 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url' {
  const url: string;
  export default url;
}
declare module 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url' {
  const url: string;
  export default url;
}
