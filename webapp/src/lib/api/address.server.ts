import { env } from '$env/dynamic/private';
import { env as publicEnv } from '$env/dynamic/public';

/** Where this server reaches the API. */
export function apiAddress(): string {
  return trimmed(env.PORTAL_API_URL || 'http://127.0.0.1:5080');
}

/** Where a browser reaches the API. */
export function publicApiAddress(): string {
  return trimmed(publicEnv.PUBLIC_API_URL || apiAddress());
}

function trimmed(address: string): string {
  return address.replace(/\/+$/, '');
}
