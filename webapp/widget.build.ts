import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { widgetWords } from './widget-words.build';

const folder = fileURLToPath(new URL('src/widget/', import.meta.url));
const virtual = 'virtual:portal-widget';

/** The widget as one classic script: a page needs neither modules nor CORS to load it. */
export async function buildWidget(): Promise<string> {
  const outputs = await build({
    configFile: false,
    envFile: false,
    logLevel: 'warn',
    plugins: [widgetWords()],
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: `${folder}index.ts`, formats: ['iife'], name: 'portalProjects' }
    }
  });
  const [output] = Array.isArray(outputs) ? outputs : [outputs];
  if (!output || !('output' in output) || output.output.length !== 1) throw new Error('The widget has to be one file.');
  return output.output[0].code;
}

/** Gives the web application's server the widget to serve. */
export function widget(): Plugin {
  return {
    name: 'portal-widget',
    resolveId: (id) => (id === virtual ? `\0${virtual}` : null),
    async load(id) {
      if (id !== `\0${virtual}`) return null;
      this.addWatchFile(`${folder}portal-projects.ts`);
      return `export default ${JSON.stringify(await buildWidget())}`;
    }
  };
}
