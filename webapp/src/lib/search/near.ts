import type { Location } from '@portal/client';
import { readInteger } from './query-string';

/** A place to look around. Its name is the page's own: the API is never told. */
export interface Near {
  /** "lat,lon" in degrees. */
  at: string;
  /** What the reader knows it by; empty for a point that has no name, such as where the reader is. */
  place: string;
  /** How far to look; null for any distance. */
  radiusKm: number | null;
}

/** How far one can ask to look. */
export const radii = [10, 25, 50, 100, 200, 500];

/** How far to look around a place until the reader says otherwise. */
export const usualRadius = 50;

/** The farthest that the API looks: half around the earth. */
const farthest = 20_000;

const longestName = 100;

export function readNear(params: URLSearchParams): Near | null {
  const at = params.get('near') ?? '';
  if (!isPoint(at)) return null;
  return {
    at,
    place: (params.get('place') ?? '').trim().slice(0, longestName),
    radiusKm: readInteger(params, 'radiusKm', 1, farthest)
  };
}

/** The point of a town. */
export function pointOf({ latitude, longitude }: Location): string {
  return `${rounded(latitude, 4)},${rounded(longitude, 4)}`;
}

/** Where the reader is, to about a kilometre: enough to measure distances, and too little to find a home. */
export function roughPointOf({ latitude, longitude }: Location): string {
  return `${rounded(latitude, 2)},${rounded(longitude, 2)}`;
}

/** What a place is called: by its name, else by its degrees. */
export function placeName({ at, place }: Near): string {
  return place === '' ? at.replace(',', ', ') : place;
}

function isPoint(text: string): boolean {
  if (!/^-?\d{1,2}(\.\d{1,10})?,-?\d{1,3}(\.\d{1,10})?$/.test(text)) return false;
  const [latitude = NaN, longitude = NaN] = text.split(',').map(Number);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}

/** Without an exponent and without a trailing zero. */
function rounded(degrees: number, digits: number): string {
  return String(Number(degrees.toFixed(digits)));
}
