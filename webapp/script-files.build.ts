import type { Plugin } from 'vite';
import { catalogueFile, type Part } from './messages.build';

/** Names the files of the message catalogues as everybody knows them. */
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
        return typeof usual === 'function' ? usual(chunk) : (usual ?? '[hash].js');
      };
    }
  };
}
