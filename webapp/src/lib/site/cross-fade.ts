import type { OnNavigate } from '@sveltejs/kit';

/** Fades one page into the next, for readers who have not asked for less motion; results change in their place without. */
export function crossFade({ from, to, complete }: OnNavigate): Promise<void> | undefined {
  if (!('startViewTransition' in document) || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  if (from?.route.id === to?.route.id && from?.url.pathname === to?.url.pathname) return;
  return new Promise((resolve) => {
    const transition = document.startViewTransition(async () => {
      resolve();
      await complete;
    });
    // A page that fails, or another one that comes meanwhile, ends the fading, and nothing else.
    for (const step of [transition.ready, transition.updateCallbackDone, transition.finished]) step.catch(() => {});
  });
}
