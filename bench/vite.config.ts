/** The app's own build settings in; the bench's page, built around the same workers, out. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import app from '../vite.config.ts';
import { assemblyscript } from '../vite/assemblyscript.ts';

export default defineConfig({
  ...app,
  root: fileURLToPath(new URL('page', import.meta.url)),
  // the server answers for the models, which may lie outside of the repository
  publicDir: false,
  // no React and no service worker: the page is driven, not looked at
  plugins: [assemblyscript()],
  build: {
    ...app.build,
    // a process id comes again, and Vite leaves what lies outside of the root
    emptyOutDir: true,
  },
});
