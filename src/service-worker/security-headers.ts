/** Makes the response headers that isolate the app and keep its requests on its own origin. */

/** Where custom models may come from: Hugging Face, and the hosts that its files are sent from. */
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
  ].join('; ');
}

/** The policy in the page's `<meta>`: it holds before any server or service worker has sent a header. */
export const PAGE_POLICY = policy("'self'");

/** A `<meta>` cannot contain this directive. */
const FRAMES = "frame-ancestors 'none'";

/**
 * Cross-origin isolation, which WASM threads need, and a policy under which no request can leave the app's own origin:
 * the browser itself keeps the promise that photos stay on the device. Every file gets them, because a worker has the
 * policy of its own response.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': `${PAGE_POLICY}; ${FRAMES}`,
};

/** The only script that may ask the hub: a worker that fetches models at the page's request, and never gets a photo. */
const MODELS_WORKER = /\/models\.worker[^/]*\.[jt]s$/;

/** @param path of the file's address, without its query. */
export function headersFor(path: string): Readonly<Record<string, string>> {
  return MODELS_WORKER.test(path)
    ? { ...securityHeaders, 'Content-Security-Policy': `${policy(`'self' ${HUB}`)}; ${FRAMES}` }
    : securityHeaders;
}

/**
 * The same response with these headers, whatever its server said. The new response takes over the body unread. A
 * response that hides its content (of another origin, or a redirect) is returned as it is.
 *
 * @param path as for `headersFor`.
 */
export function withHeaders(response: Response, path: string): Response {
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(headersFor(path))) headers.set(name, value);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
