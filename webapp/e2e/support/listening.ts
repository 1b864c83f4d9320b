import type { Page } from '@playwright/test';

export interface Said {
  /** What a screen reader has said by itself since the last time, in its order. */
  since(): Promise<string[]>;
}

/**
 * Listens to the live regions of a page: each change of what one of them says, as often as it is made. What is taken away
 * says nothing.
 */
export async function listen(page: Page): Promise<Said> {
  await page.evaluate(() => {
    const regions = '[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]';
    const said: string[] = [];
    const words = (region: Element) => (region.textContent ?? '').replace(/\s+/g, ' ').trim();
    Object.assign(window, { said });
    new MutationObserver((changes) => {
      const changed = new Set<Element>();
      for (const { target, addedNodes } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest(regions);
        if (region) changed.add(region);
        for (const node of addedNodes) {
          // An alert is said when it comes; other regions have to be there before.
          if (node instanceof Element) for (const alert of [node, ...node.querySelectorAll('*')]) if (alert.matches('[role=alert]')) changed.add(alert);
        }
      }
      // The framework tells the title of each new page by a region of its own.
      for (const region of changed) if (region.id !== 'svelte-announcer' && words(region) !== '') said.push(words(region));
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return { since: () => page.evaluate(() => (window as unknown as { said: string[] }).said.splice(0)) };
}
