/** A file's path in; the response headers that isolate the app and forbid it to talk to anybody out. */
import type { Plugin, PreviewServer, ViteDevServer } from 'vite';

/** Where models of others may come from: Hugging Face, and the hosts that its files are sent from. */
const HUB = 'https://huggingface.co https://*.huggingface.co https://*.hf.co';

function policy(connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    `connect-src ${connect}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Cross-origin isolation (WASM threads need it) and a policy under which no request can leave the app's own origin:
 * the browser itself keeps the promise that photos stay on the device. Sent with every file, since a worker has the
 * policy of its own response.
 */
export const securityHeaders: Record<string, string> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': policy("'self'"),
};

/** The one script that may ask the hub: a worker that fetches models when it is told to, and is never given a photo. */
const MODELS_WORKER = /\/models\.worker[^/]*\.[jt]s$/;

/** @param path of the file's address, without its query. */
export function headersFor(path: string): Record<string, string> {
  return MODELS_WORKER.test(path)
    ? { ...securityHeaders, 'Content-Security-Policy': policy(`'self' ${HUB}`) }
    : securityHeaders;
}

/** Vite plugin: sends them from `vite` and from `vite preview`. */
export function headers(): Plugin {
  const send = ({ middlewares }: ViteDevServer | PreviewServer) => {
    middlewares.use((request, response, next) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      for (const [name, value] of Object.entries(headersFor(pathname))) response.setHeader(name, value);
      next();
    });
  };
  return { name: 'headers', configureServer: send, configurePreviewServer: send };
}
