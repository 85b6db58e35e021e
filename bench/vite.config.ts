/** Configures the build of the bench's page, with the app's settings and workers. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import app from '../vite.config.ts';
import { assemblyscript } from '../vite/assemblyscript.ts';

export default defineConfig({
  ...app,
  root: fileURLToPath(new URL('page', import.meta.url)),
  // the bench's server serves the models, which may be outside of the repository
  publicDir: false,
  // no React and no service worker: the page has no interface
  plugins: [assemblyscript()],
  build: {
    ...app.build,
    // process ids recur, and Vite does not empty a folder outside of the root
    emptyOutDir: true,
  },
});
