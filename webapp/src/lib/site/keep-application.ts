import { dev } from '$app/environment';
import { trustedScript } from '$lib/ui/trusted-types';

/** Has the service worker keep the application on the device, as soon as the page has nothing else to do. */
export function keepApplication(): void {
  if (!('serviceWorker' in navigator)) return;
  const worker = trustedScript('portal-offline', '/service-worker.js');
  const register = () => void navigator.serviceWorker.register(worker, { type: dev ? 'module' : 'classic' }).catch(() => {});
  // Not every browser says when it is idle.
  if ('requestIdleCallback' in window) requestIdleCallback(register, { timeout: 5_000 });
  else setTimeout(register, 2_000);
}
