import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [sveltekit(), svelteTesting()],
  // The client is TypeScript source in this repository: it is compiled with the application.
  ssr: { noExternal: ['@portal/client'] },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts']
  }
});
