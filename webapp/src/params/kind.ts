import { isPageKind } from '$lib/sitemap/pages';

export const match = isPageKind;
