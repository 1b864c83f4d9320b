import { loadMessagesOfPages } from '$lib/i18n/messages-of-pages';
import { languageOf } from '$lib/i18n/languages';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ url, data }) => {
  await loadMessagesOfPages(languageOf(url.pathname));
  return data;
};
