import type { Plugin, Rollup } from 'vite';
import { catalogueFile, type Part } from './messages.build';

/** Names what is not for every reader, so that others can tell: catalogues after their languages, and the page of components. */
export function scriptFiles(): Plugin {
  return {
    name: 'portal-script-files',
    enforce: 'post',
    apply: 'build',
    configResolved(config) {
      if (config.build.ssr) return;
      const { output } = config.build.rollupOptions;
      if (!output || Array.isArray(output)) throw new Error('The build has one output.');
      const usual = output.chunkFileNames;
      output.chunkFileNames = (chunk) => {
        const [, language, part] = /\/i18n\/messages\/(\w+)\.json\?(common|pages)$/.exec(chunk.facadeModuleId ?? '') ?? [];
        if (language) return catalogueFile(language, part as Part);
        return named(usual, chunk) ?? '[hash].js';
      };
      const usualEntry = output.entryFileNames;
      output.entryFileNames = (chunk) =>
        chunk.moduleIds.some((id) => id.includes('/src/routes/components/')) ? '_app/immutable/components/[hash].js' : (named(usualEntry, chunk) ?? '[name].js');
    }
  };
}

function named(pattern: string | ((chunk: Rollup.PreRenderedChunk) => string) | undefined, chunk: Rollup.PreRenderedChunk): string | undefined {
  return typeof pattern === 'function' ? pattern(chunk) : pattern;
}
