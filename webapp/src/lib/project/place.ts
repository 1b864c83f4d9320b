import { countryName } from '$lib/api/reference';
import type { ReferenceData } from '@portal/client';
import type { Translator } from '$lib/i18n/translator';

/** "Chișinău, Moldova", or the country alone. */
export function placeText(reference: ReferenceData, place: { town: string | null; country: string }): string {
  const country = countryName(reference, place.country);
  return place.town ? `${place.town}, ${country}` : country;
}

/** "93 km away"; empty where no distance was asked for or none is known. */
export function distanceText({ t, kilometres }: Translator, distanceKm: number | null): string {
  if (distanceKm === null) return '';
  return distanceKm < 1 ? t('distance.here') : t('distance.away', { distance: kilometres(distanceKm) });
}
