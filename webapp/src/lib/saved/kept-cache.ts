/**
 * Where the API's answers about saved projects are kept for reading without a connection. The application writes it,
 * the service worker reads it. It outlives releases of the application.
 */
export const keptCache = 'portal-saved-1';

/** Whether an address is that of an answer about the project. */
export function isAbout(address: string, id: string): boolean {
  return new URL(address).pathname.endsWith(`/v1/projects/${id}`);
}

/** Addresses of which the answers may be kept: single projects, and the code lists that name what is in them. */
export function mayBeKept({ pathname }: URL): boolean {
  return /\/v1\/(projects\/[0-9a-f-]{36}|reference)$/.test(pathname);
}
