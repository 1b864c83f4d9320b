import { expect, type Locator, type Page } from '@playwright/test';

type Role = Parameters<Page['getByRole']>[0];

/** What has the focus, as a screen reader tells it. */
export async function focused(page: Page): Promise<string> {
  // The button within a field for a date has the focus without the field's having it.
  const focus = page.locator(':focus, input:focus-within');
  if ((await focus.count()) === 0) return 'nothing';
  return /\w+ "(?:[^"\\]|\\.)*"(?: \[\w+\])*/.exec(await focus.ariaSnapshot())?.[0] ?? 'something without a name';
}

/**
 * Presses Tab until a control with this role and name has the focus. Whatever is passed has to be seen while it has it:
 * nothing lies over it, and it looks focused (WCAG 2.4.7 and 2.4.11).
 */
export async function tabTo(page: Page, role: Role, name: string | RegExp, options: { backwards?: boolean; atMost?: number; exact?: boolean } = {}): Promise<Locator> {
  const { backwards = false, atMost = 40, exact = typeof name === 'string' } = options;
  const wanted = page.getByRole(role, { name, exact });
  const passed: string[] = [];
  for (let step = 0; step < atMost; step++) {
    await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab');
    await expectFocusToBeSeen(page);
    const there = wanted.and(page.locator(':focus'));
    if ((await there.count()) === 1) return there;
    passed.push(await focused(page));
  }
  throw new Error(`No ${role} "${name}" within ${atMost} steps. Passed: ${passed.join(' | ')}`);
}

/** What has the focus looks it, and can be pressed where it is seen. */
export async function expectFocusToBeSeen(page: Page): Promise<void> {
  // While one page fades into the next, nothing on it can be pressed.
  await expect.poll(() => troubleWithFocus(page)).toBeNull();
}

function troubleWithFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const outlined = [null, '::after', '::before'].some((part) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
      return outlineStyle !== 'none' && outlineWidth !== '0px';
    });
    const hit = [...element.getClientRects()].some(({ left, top, width, height }) => {
      const x = left + width / 2;
      const y = top + height / 2;
      const found = document.elementFromPoint(x, y);
      return found !== null && (element.contains(found) || found.closest('label')?.control === element);
    });
    if (outlined && hit) return null;
    return `${outlined ? 'is covered or out of sight' : 'does not look focused'}: ${element.outerHTML.slice(0, 200)}`;
  });
}
