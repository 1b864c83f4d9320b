import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2 on level AA with all that came before it, and what axe holds for good practice besides. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** In what colours readers see the pages. In forced colours, theirs take the place of ours. */
export const schemes = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'forced colours': { colorScheme: 'dark', forcedColors: 'active' }
} as const;

export type Scheme = keyof typeof schemes;

/** What axe finds on the page as it is. */
export async function violationsOn(page: Page): Promise<string[]> {
  await tellInk(page);
  // No page has frames, for which axe would go the long way through another page.
  const { violations } = await new AxeBuilder({ page }).options({ runOnly: tags, resultTypes: ['violations'] }).setLegacyMode().analyze();
  await page.evaluate(() => document.querySelectorAll<HTMLElement>('[style*=text-fill]').forEach(({ style }) => style.removeProperty('-webkit-text-fill-color')));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/**
 * Axe takes the ink of a text from -webkit-text-fill-color, of which the browser tells what the page wants even where the
 * reader's colour takes its place.
 */
function tellInk(page: Page): Promise<void> {
  return page.evaluate(() => {
    if (!matchMedia('(forced-colors: active)').matches) return;
    const seen = [...document.body.querySelectorAll<HTMLElement>('*')].map((element) => ({ element, ink: getComputedStyle(element).color }));
    for (const { element, ink } of seen) element.style.setProperty('-webkit-text-fill-color', ink);
  });
}

/** Sees the page in other colours, at once: what fades from one to the other has half a colour meanwhile. */
export async function seeIn(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({ ...schemes[scheme], reducedMotion: 'reduce' });
}

/** Axe finds nothing in the colours that the page is seen in. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await violationsOn(page), page.url()).toEqual([]);
}

/** Axe finds nothing in any of these colours. */
export async function expectAccessibleIn(page: Page, seenIn: readonly Scheme[]): Promise<void> {
  for (const scheme of seenIn) {
    await seeIn(page, scheme);
    expect(await violationsOn(page), `in ${scheme}: ${page.url()}`).toEqual([]);
  }
}
