import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** What stands before the point in messages that neither the search page nor what is around every page has. */
export const groupsOfPages = ['a11y', 'apply', 'check', 'compare', 'developers', 'directory', 'embed', 'reason', 'report', 'saved', 'share', 'similar', 'support'];

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
      const all = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>);
      return JSON.stringify(Object.fromEntries(all.filter(([key]) => groupsOfPages.includes(String(key.split('.')[0])) === (part === 'pages'))));
    }
  };
}
