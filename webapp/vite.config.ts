import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [sveltekit()],
  // The client is TypeScript source in this repository: it is compiled with the application.
  ssr: { noExternal: ['@portal/client'] },
  test: {
    include: ['src/**/*.test.ts']
  }
});
