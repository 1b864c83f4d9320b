import { defineConfig } from '@playwright/test';
import { chromiumArguments, chromiumPath } from '../scripts/lib/chromium.mjs';

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/start.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 45_000,
  // A picture that is not there is missing, and not taken: `npm run pictures` takes them anew.
  updateSnapshots: 'none',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  expect: { timeout: 10_000, toHaveScreenshot: { threshold: 0.03, maxDiffPixels: 30 } },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    // Far from Brussels: a calendar date stays the same for every reader.
    timezoneId: 'Pacific/Honolulu',
    // It would answer in place of the tests that alter answers. Those about it let it in.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromiumPath(),
      args: [
        ...chromiumArguments,
        // Pictures are the same on every machine.
        '--font-render-hinting=none',
        '--disable-lcd-text',
        '--force-color-profile=srgb'
      ]
    }
  }
});
