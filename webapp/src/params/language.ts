import { languageCodes, type Language } from '$lib/i18n/languages';

export const match = (segment: string): segment is Language => (languageCodes as string[]).includes(segment);
