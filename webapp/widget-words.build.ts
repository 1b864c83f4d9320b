import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { languageCodes } from './src/lib/i18n/languages';
import { wordKeys, type Words } from './src/widget/word-keys';

const folder = fileURLToPath(new URL('src/lib/i18n/messages/', import.meta.url));
const virtual = 'virtual:portal-widget-words';

/** The few messages that the widget says, in every language: it is one file and cannot load a catalogue. */
export function readWidgetWords(): Record<string, Words> {
  return Object.fromEntries(
    languageCodes.map((language) => {
      const catalogue = JSON.parse(readFileSync(`${folder}${language}.json`, 'utf8')) as Record<string, unknown>;
      const words = Object.entries(wordKeys).map(([name, key]) => {
        const message = catalogue[key];
        if (typeof message !== 'string') throw new Error(`The widget needs "${key}" as one text in ${language}.json.`);
        return [name, message];
      });
      return [language, Object.fromEntries(words) as Words];
    })
  );
}

export function widgetWords(): Plugin {
  return {
    name: 'portal-widget-words',
    resolveId: (id) => (id === virtual ? `\0${virtual}` : null),
    load(id) {
      if (id !== `\0${virtual}`) return null;
      const words = readWidgetWords();
      for (const language of Object.keys(words)) this.addWatchFile(`${folder}${language}.json`);
      return `export default ${JSON.stringify(words)}`;
    }
  };
}
