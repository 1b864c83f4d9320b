import table from 'virtual:portal-widget-words';
import type { Words } from './word-keys';

export const widgetLanguages = Object.keys(table);

/** The language of the widget: the one asked for as far as the widget speaks it ("pt-BR" is Portuguese), else English. */
export function widgetLanguage(asked: string): string {
  const code = asked.toLowerCase().split('-')[0] ?? '';
  if (code === 'nb' || code === 'nn') return 'no';
  return Object.hasOwn(table, code) ? code : 'en';
}

export function wordsIn(language: string): Words {
  return table[widgetLanguage(language)] as Words;
}
