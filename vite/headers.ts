/** The app's security headers in; servers that send them, and a built page that states its policy even where none does, out. */
import type { Plugin, PreviewServer, ViteDevServer } from 'vite';
import { PAGE_POLICY, headersFor } from '../src/service-worker/security-headers.ts';

/** Vite plugin: sends them from `vite` and from `vite preview`; the built page carries the part that a `<meta>` can say. */
export function headers(): Plugin {
  const send = ({ middlewares }: ViteDevServer | PreviewServer) => {
    middlewares.use((request, response, next) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      for (const [name, value] of Object.entries(headersFor(pathname))) response.setHeader(name, value);
      next();
    });
  };
  return {
    name: 'headers',
    configureServer: send,
    configurePreviewServer: send,
    transformIndexHtml: {
      order: 'pre',
      handler: (_html, { server }) =>
        server
          ? []
          : [
              {
                tag: 'meta',
                attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
                injectTo: 'head-prepend',
              },
            ],
    },
  };
}
