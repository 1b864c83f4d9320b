import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { languageCodes } from './src/lib/i18n/languages';

const folder = fileURLToPath(new URL('src/lib/i18n/messages/', import.meta.url));
const virtual = 'virtual:portal-catalogue-files';

export type Part = 'common' | 'pages';

/** What stands before the point in messages that neither the search page nor what is around every page has. */
export const groupsOfPages = ['a11y', 'apply', 'check', 'compare', 'developers', 'directory', 'embed', 'reason', 'report', 'saved', 'share', 'similar', 'support', 'widget'];

/**
 * Cuts each catalogue in two: `ro.json?common` is loaded with every page, `ro.json?pages` by the pages that need it. So a long text on
 * one page costs the others nothing.
 */
export function messages(): Plugin {
  return {
    name: 'portal-messages',
    enforce: 'pre',
    load(id) {
      const [, file, part] = /^(.+\/messages\/\w+\.json)\?(common|pages)$/.exec(id) ?? [];
      if (!file) return null;
      this.addWatchFile(file);
      return partOf(file, part as Part);
    }
  };
}

function partOf(file: string, part: Part): string {
  const all = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
  return JSON.stringify(Object.fromEntries(all.filter(([key]) => groupsOfPages.includes(String(key.split('.')[0])) === (part === 'pages'))));
}

/**
 * The script file of a part of a catalogue, in the folder of the application. Its name changes with what it says, and the server,
 * which is built before the browser's files are, knows it too. The service worker can tell by it whose file it is.
 */
export function catalogueFile(language: string, part: Part): string {
  const hash = createHash('sha256').update(partOf(`${folder}${language}.json`, part)).digest('base64url').slice(0, 8);
  return `_app/immutable/messages/${language}.${hash}.js`;
}

/** Gives the server the names of those files, so that a page can say at once which ones it will need. There are none in development. */
export function catalogueFiles(): Plugin {
  let isBuilt = false;
  return {
    name: 'portal-catalogue-files',
    configResolved(config) {
      isBuilt = config.command === 'build';
    },
    resolveId: (id) => (id === virtual ? `\0${virtual}` : null),
    load(id) {
      if (id !== `\0${virtual}`) return null;
      const languages = isBuilt ? languageCodes : [];
      const files = languages.map((language) => [language, { common: catalogueFile(language, 'common'), pages: catalogueFile(language, 'pages') }]);
      return `export default ${JSON.stringify(Object.fromEntries(files))}`;
    }
  };
}
