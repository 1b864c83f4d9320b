import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: './test/api.setup.mjs',
    // They share one API, and some compare a copy with what it has while they alone write.
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 240_000,
  },
});
