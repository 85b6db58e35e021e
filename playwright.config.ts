/** What Playwright runs: the built app, served as on any static host, in one real browser after the other. */
import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_ARGS, WEBGPU_ARGS, findChromium } from './test/chromium';

const PORT = 41_739;
const WEBGPU_TESTS = '**/webgpu.test.ts';

const executablePath = findChromium();

function browserWith(args: readonly string[]) {
  return {
    ...devices['Desktop Chrome'],
    launchOptions: { args: [...args], ...(executablePath === undefined ? {} : { executablePath }) },
  };
}

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results/e2e',
  // a page often waits for a timer, a start or one thread: while it does, the cores encode for the other
  workers: 2,
  fullyParallel: false,
  // a shared machine may stand still for longer than a test waits; what is broken fails twice
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: { baseURL: `http://localhost:${PORT}`, screenshot: 'off', trace: 'off', video: 'off' },
  projects: [
    { name: 'chromium', testIgnore: WEBGPU_TESTS, use: browserWith(CHROMIUM_ARGS) },
    {
      name: 'webgpu',
      testMatch: WEBGPU_TESTS,
      use: browserWith([...CHROMIUM_ARGS, ...WEBGPU_ARGS]),
    },
  ],
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort`,
    url: `http://localhost:${PORT}`,
    timeout: 60_000,
  },
});
