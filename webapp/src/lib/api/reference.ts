import { browser } from '$app/environment';
import type { Language } from '$lib/i18n/languages';
import type { PortalClient, ReferenceData } from '@portal/client';

const read = new Map<Language, Promise<ReferenceData>>();

/**
 * The code lists with their labels. The browser reads them once; the server asks each time, because a server
 * lives longer than the lists.
 */
export function referenceData(portal: PortalClient, language: Language): Promise<ReferenceData> {
  if (!browser) return portal.getReferenceData({ language });
  const known = read.get(language);
  if (known) return known;
  const asked = portal.getReferenceData({ language });
  read.set(language, asked);
  // A failure is not kept: the next page asks again.
  asked.catch(() => read.delete(language));
  return asked;
}

/** A country's name in the reader's language, or its code where the name is not known. */
export function countryName(reference: ReferenceData, code: string): string {
  return reference.countries.find((country) => country.code === code)?.label ?? code;
}
