import { countryName } from '$lib/api/reference';
import type { ReferenceData } from '@portal/client';

/** "Chișinău, Moldova", or the country alone. */
export function placeText(reference: ReferenceData, place: { town: string | null; country: string }): string {
  const country = countryName(reference, place.country);
  return place.town ? `${place.town}, ${country}` : country;
}
