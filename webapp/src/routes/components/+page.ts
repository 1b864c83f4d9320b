import { loadMessagesOfPages } from '$lib/i18n/messages-of-pages';
import { loadTranslator } from '$lib/i18n/translator';
import type { PageLoad } from './$types';

/** For those who build the portal, in English: it has no address in other languages, and asks the API for nothing. */
export const load: PageLoad = async () => {
  const [greek] = await Promise.all([loadTranslator('el'), loadMessagesOfPages('en')]);
  return { greek, inEnglishOnly: true };
};
