import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { developers } from './developers.build';
import { catalogueFiles, messages } from './messages.build';
import { scriptFiles } from './script-files.build';
import { searchChunk } from './search-chunk.build';
import { widget } from './widget.build';
import { widgetWords } from './widget-words.build';

export default defineConfig({
  plugins: [sveltekit(), messages(), catalogueFiles(), searchChunk(), widget(), widgetWords(), developers(), scriptFiles()],
  // The client is TypeScript source in this repository: it is compiled with the application.
  ssr: { noExternal: ['@portal/client'] },
  test: {
    include: ['src/**/*.test.ts']
  }
});
