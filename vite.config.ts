/** The app's sources in; the static site, its service worker and the servers for it out. */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { assemblyscript } from './vite/assemblyscript.ts';
import { headers } from './vite/headers.ts';

export default defineConfig({
  plugins: [
    react(),
    assemblyscript(),
    headers(),
    VitePWA({
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        name: 'Lookalike',
        short_name: 'Lookalike',
        description: 'Visual search for product photos that never leaves the browser',
        display: 'standalone',
        background_color: '#f4f4f4',
        theme_color: '#f4f4f4',
        id: '.',
        start_url: '.',
        scope: '.',
        categories: ['photo', 'shopping', 'utilities'],
        icons: [
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
        screenshots: [
          {
            src: 'screenshots/wide.webp',
            sizes: '1280x800',
            type: 'image/webp',
            form_factor: 'wide',
            label: 'A product of the demo and its five lookalikes',
          },
          {
            src: 'screenshots/narrow.webp',
            sizes: '412x915',
            type: 'image/webp',
            form_factor: 'narrow',
            label: 'The same on a phone',
          },
        ],
        launch_handler: { client_mode: 'focus-existing' },
        share_target: {
          // posted to the service worker, which never lets it out
          action: 'share',
          method: 'POST',
          enctype: 'multipart/form-data',
          params: { files: [{ name: 'photos', accept: ['image/*'] }] },
        },
        file_handlers: [
          {
            action: '.',
            accept: {
              'image/jpeg': ['.jpg', '.jpeg'],
              'image/png': ['.png'],
              'image/webp': ['.webp'],
              'image/avif': ['.avif'],
              'image/gif': ['.gif'],
              'image/bmp': ['.bmp'],
            },
          },
        ],
      },
      strategies: 'injectManifest',
      srcDir: 'src/service-worker',
      filename: 'sw.ts',
      injectManifest: {
        // the shell at install; the runtime and the models on first use
        globPatterns: ['**/*.{html,css,js,svg}'],
      },
    }),
  ],
  resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'] },
  worker: { format: 'es', plugins: () => [assemblyscript()] },
  build: { target: 'es2023', chunkSizeWarningLimit: 300 },
  preview: { port: 4173 },
});
