import { expect, type Page } from '@playwright/test';

/** What sticks out of the screen sideways. */
export function wider(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.body.querySelectorAll<HTMLElement>('*')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => `${element.tagName} ${element.textContent?.trim().slice(0, 40)}`);
  });
}

/**
 * Words of which a part cannot be seen and cannot be scrolled to, because something above them cuts it off. What is there for
 * screen readers alone is left out, and so are the numbers on a map that lie half beyond its edge.
 */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const clips = (value: string) => value === 'hidden' || value === 'clip';
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode as Text;
      const parent = text.parentElement;
      if (!parent || text.data.trim() === '' || parent.closest('script, style, noscript, option, svg, .point')) continue;
      if (!parent.checkVisibility({ visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      for (let element: HTMLElement | null = parent; element; element = element.parentElement) {
        const style = getComputedStyle(element);
        if (style.clipPath !== 'none') break;
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const out = [...range.getClientRects()].some(
          (rect) =>
            (clips(style.overflowX) && (rect.left < left - 1 || rect.right > right + 1)) ||
            (clips(style.overflowY) && (rect.top < top - 1 || rect.bottom > bottom + 1))
        );
        if (out) found.push(`${text.data.trim().slice(0, 40)} by ${element.tagName} ${element.className}`);
        // Beyond what scrolls, places say nothing.
        if (out || [style.overflowX, style.overflowY].some((value) => value === 'auto' || value === 'scroll')) break;
      }
    }
    return found;
  });
}

/** How much of the screen's height is covered by what stays where it is while the page scrolls. */
export function coveredByWhatStays(page: Page): Promise<number> {
  return page.evaluate(() => {
    const heights = [...document.body.querySelectorAll<HTMLElement>('*')]
      .filter((element) => {
        const { position, insetBlockStart, insetBlockEnd } = getComputedStyle(element);
        if (!element.checkVisibility() || element.closest('dialog, [popover]')) return false;
        return position === 'fixed' || (position === 'sticky' && (insetBlockStart !== 'auto' || insetBlockEnd !== 'auto'));
      })
      .map((element) => element.getBoundingClientRect().height);
    return Math.max(0, ...heights) / innerHeight;
  });
}

/** The least spacing of text that no reader may lose anything by: WCAG 1.4.12. */
export async function spaceText(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

/** What moves, or would, though the reader has asked for less motion. */
export function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = (root: Document | ShadowRoot): Element[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
    return all(document)
      .filter((element) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
        // What a component has no place for has no style at all.
        return transitionDuration !== '' && (/[1-9]/.test(transitionDuration) || animationName !== 'none' || scrollBehavior === 'smooth');
      })
      .map((element) => `${element.tagName} ${element.className}`);
  });
}

export async function expectToFit(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  expect(await wider(page), `wider than ${width} pixels: ${page.url()}`).toEqual([]);
}
