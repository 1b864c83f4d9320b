import type { Plugin } from 'vite';

/** Names the files of the message catalogues after their languages, so that the service worker can tell whose they are. */
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
        const language = /\/i18n\/messages\/(\w+)\.json\?\w+$/.exec(chunk.facadeModuleId ?? '')?.[1];
        if (language) return `_app/immutable/messages/${language}.[hash].js`;
        return typeof usual === 'function' ? usual(chunk) : (usual ?? '[hash].js');
      };
    }
  };
}
