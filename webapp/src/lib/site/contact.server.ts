import { env } from '$env/dynamic/public';

/** Where readers reach those who run the portal; null where that is not said. */
export function contactEmail(): string | null {
  const address = env.PUBLIC_CONTACT_EMAIL?.trim() ?? '';
  return address.includes('@') ? address : null;
}
