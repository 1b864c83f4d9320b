import { loadTranslator } from '$lib/i18n/translator';
import { languageOf } from '$lib/i18n/languages';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data, url }) => ({
  ...data,
  translator: await loadTranslator(languageOf(url.pathname))
});
