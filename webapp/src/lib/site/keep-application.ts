import { dev } from '$app/environment';

/** Has the service worker keep the application on the device, as soon as the page has nothing else to do. */
export function keepApplication(): void {
  if (!('serviceWorker' in navigator)) return;
  const register = () => void navigator.serviceWorker.register('/service-worker.js', { type: dev ? 'module' : 'classic' }).catch(() => {});
  // Not every browser says when it is idle.
  if ('requestIdleCallback' in window) requestIdleCallback(register, { timeout: 5_000 });
  else setTimeout(register, 2_000);
}
