import { env } from '$env/dynamic/public';

/** Whom readers write to; null where the operator names nobody. */
export function contactEmail(): string | null {
  return env.PUBLIC_CONTACT_EMAIL?.trim() || null;
}
