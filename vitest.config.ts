/** What `vitest` runs: one project per place that the tests run in. */
import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, WEBGPU_ARGS, findChromium } from './test/chromium.ts';
import { assemblyscript } from './vite/assemblyscript.ts';

const chromium = findChromium();
/** Files at a time: a file often waits for a timer, a disk or one thread. By itself Vitest leaves a core free, even one of two. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [assemblyscript()],
        test: { name: 'unit', environment: 'node', include: ['test/unit/**/*.test.ts'], maxWorkers },
      },
      ...['firefox', 'webkit'].map((name) => ({
        test: {
          name,
          environment: 'node' as const,
          include: [`test/${name}/**/*.test.ts`],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // a shared machine may stand still for longer than a test waits; what is broken fails twice
          retry: process.env['CI'] === undefined ? 0 : 1,
        },
      })),
      {
        plugins: [assemblyscript()],
        resolve: {
          conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
        },
        // what only workers or single tests import is named, or the runner would find it late and load the page anew amid a test
        optimizeDeps: {
          exclude: ['onnxruntime-web'],
          include: [
            '@huggingface/tokenizers',
            '@tanstack/react-virtual',
            'comlink',
            'idb',
            'lucide-react',
            'p-queue',
            'react',
            'react-dom/client',
          ],
        },
        worker: { format: 'es', plugins: () => [assemblyscript()] },
        // WASM threads need an isolated page, as in the app; the app's content policy would forbid the test runner.
        server: {
          headers: {
            'Cross-Origin-Opener-Policy': 'same-origin',
            'Cross-Origin-Embedder-Policy': 'require-corp',
          },
        },
        test: {
          name: 'browser',
          maxWorkers,
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
          // a shared machine may stand still for longer than a test waits; what is broken fails twice
          retry: process.env['CI'] === undefined ? 0 : 1,
          hookTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                // the test command has installed one where there was none
                ...(chromium === undefined ? {} : { executablePath: chromium }),
                args: [...CHROMIUM_ARGS, ...WEBGPU_ARGS],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
