import type { Page } from '@playwright/test';
import { seeIn } from './support/axe';
import { expect, found, open, test } from './support/portal';

/** What is seen of a control apart from its words: colours, edges, lines, and how strong its letters are. */
function looks(page: Page, selector: string): Promise<string> {
  return page.locator(selector).first().evaluate((element) => {
    const seen = (part: Element | null) => {
      if (!part) return '';
      const style = getComputedStyle(part);
      const edges = (['Top', 'Right', 'Bottom', 'Left'] as const).map((side) => [style[`border${side}Color`], style[`border${side}Style`], style[`border${side}Width`]].join(' '));
      // An edge in the colour of what is behind it is none.
      return [style.color, style.backgroundColor, ...edges.slice(1, 3), style.outlineStyle, style.textDecorationLine, style.fontWeight, style.fill].join(', ');
    };
    return [seen(element), seen(element.querySelector('span, svg'))].join(' / ');
  });
}

test('states that a colour tells by day are told in forced colours, too', async ({ page, api }) => {
  await seeIn(page, 'forced colours');
  const { title } = found((await api.searchProjects({ minWeeks: 9, maxWeeks: 26 })).items[0]);
  await open(page, '/?minWeeks=9&maxWeeks=26');
  await page.getByRole('button', { name: `Save ${title}` }).click();
  await expect(page.getByRole('button', { name: `Saved ${title}` })).toBeVisible();
  await page.mouse.move(1, 1);
  await page.getByRole('combobox', { name: 'What or where' }).fill('co');
  await page.getByRole('listbox').getByRole('option').nth(1).waitFor();
  await page.keyboard.press('ArrowDown');
  const states = {
    'the page of the navigation': ['header nav a[aria-current]', 'header nav a:not([aria-current])'],
    'the page of the results': ['nav a[aria-current=page]:not(header a)', '.number a:not([aria-current])'],
    'how long': ['[role=group] a[aria-current], fieldset a[aria-current]', 'fieldset a:not([aria-current])'],
    'list or map': ['.ways ul a[aria-current]', '.ways ul a:not([aria-current])'],
    'saved or not': ['article button[aria-pressed=true]', 'article button[aria-pressed=false]'],
    'the suggestion that Enter takes': ['[role=option][aria-selected=true]', '[role=option][aria-selected=false]']
  } as const;
  for (const [name, [is, isNot]] of Object.entries(states)) {
    expect(await looks(page, is), name).not.toBe(await looks(page, isNot));
  }
});

test('a point on the map that is looked at, and a language that is spoken, are told in forced colours', async ({ page }) => {
  await seeIn(page, 'forced colours');
  await open(page, '/?country=IS&map=1');
  await page.locator('.point').first().waitFor();
  const plain = await looks(page, '.point span');
  await page.locator('.point').first().hover();
  await expect.poll(() => looks(page, '.point span')).not.toBe(plain);
  await expect(page.locator('li.highlighted').first()).toHaveCSS('outline-style', 'solid');
  await page.getByRole('button', { name: 'Language: English' }).click();
  await page.getByRole('link', { name: 'Română' }).waitFor();
  await page.mouse.move(1, 1);
  expect(await looks(page, '#languages a[aria-current]')).not.toBe(await looks(page, '#languages a:not([aria-current])'));
});
