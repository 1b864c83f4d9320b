import { loadMessagesOfPages } from '$lib/i18n/messages-of-pages';
import { languageOf } from '$lib/i18n/languages';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url }) => loadMessagesOfPages(languageOf(url.pathname));
