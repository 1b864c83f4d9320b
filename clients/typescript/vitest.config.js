import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { globalSetup: './test/api.setup.mjs', testTimeout: 30_000, hookTimeout: 240_000 },
});
