import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, found, open, test } from './support/portal';
import { useOneTypeface } from './support/typeface';

const ui = readdirSync(fileURLToPath(new URL('../src/lib/ui', import.meta.url))).flatMap((file) => /^(\w+)\.svelte$/.exec(file)?.[1] ?? []);

const looks = {
  light: {},
  dark: { colorScheme: 'dark' },
  'more-contrast': { contrast: 'more' },
  'dark-more-contrast': { colorScheme: 'dark', contrast: 'more' },
  'forced-colours': { forcedColors: 'active' }
} as const;

test('the page shows every component, and asks for nothing that changes', async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${baseURL}/`) && !request.url().startsWith('data:')) asked.push(request.url());
  });
  await open(page, '/components');
  for (const name of ui) await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();

  // What is shown leads nowhere and saves nothing.
  const card = page.getByRole('article').filter({ hasText: 'A garden for the whole street' });
  await card.getByRole('link').hover();
  await card.getByRole('link').click();
  await card.getByRole('button', { name: 'Save' }).click();
  await expect(card.getByRole('button')).toHaveAttribute('aria-pressed', 'false');
  await expect(page).toHaveURL('/components');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  expect(asked).toEqual([]);
});

test('the page is for those who build the portal', async ({ page, request }) => {
  await open(page, '/components');
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', 'noindex');
  await expect(page.locator('link[rel="alternate"][hreflang], link[rel="canonical"]')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Language/ })).toHaveCount(0);
  expect((await request.get('/ro/components')).status()).toBe(404);
  expect(await (await request.get('/sitemap-en-pages.xml')).text()).not.toContain('/components');

  await open(page, '/');
  await expect(page.locator('a[href*="/components"]')).toHaveCount(0);
  const files = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  expect(files.filter((file) => file.includes('/immutable/'))).not.toEqual([]);
  expect(files.filter((file) => file.includes('/immutable/components/'))).toEqual([]);
});

test('the contrasts come from the tokens', async ({ page }) => {
  await open(page, '/components');
  const row = page.getByRole('row', { name: 'ink on page', exact: false }).first();
  await expect(row.getByRole('cell')).toHaveText(['light 14.6', 'dark 16.1', 'light, more contrast 21.0', 'dark, more contrast 21.0']);
});

for (const [look, options] of Object.entries(looks)) {
  test.describe(`in ${look}`, () => {
    test.use(options);

    test('axe finds nothing, and 320 pixels are enough', async ({ page }) => {
      test.slow();
      await page.setViewportSize({ width: 1280, height: 900 });
      await open(page, '/components');
      await expectAccessible(page);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    });
  });
}

test('axe finds nothing on a phone', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, '/components');
  await expectAccessible(page);
});

test.describe('in forced colours', () => {
  test.use({ forcedColors: 'active' });

  const groundOf = (page: Page, name: string, role: 'link' | 'button' = 'link') =>
    page.getByRole(role, { name, exact: true }).first().evaluate((element) => getComputedStyle(element).backgroundColor);

  test('what is chosen stands out from what is not', async ({ page }) => {
    await open(page, '/components');
    for (const [chosen, other] of [['2 to 8 weeks', 'Longer than 8 weeks'], ['Page 7', 'Page 8'], ['Results', 'Map']] as const) {
      expect(await groundOf(page, chosen), chosen).not.toBe(await groundOf(page, other));
    }
    expect(await groundOf(page, 'Saved', 'button')).not.toBe(await groundOf(page, 'Save this search', 'button'));
  });

  test('the page that one is on has a line that the others have not', async ({ page }) => {
    await open(page, '/organisations');
    const lineOf = (name: string) =>
      page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).evaluate((link) => getComputedStyle(link).borderBlockEndColor);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await lineOf('Saved')).toBe(ground);
    expect(await lineOf('Organisations')).not.toBe(ground);
  });
});

/** A picture of these with what is around them: a ring stands outside of what it is about, and a list below its box. */
async function expectPicture(page: Page, name: string, ...shown: Locator[]): Promise<void> {
  await shown[0]?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const boxes = await Promise.all(shown.map(async (locator) => found((await locator.boundingBox()) ?? undefined)));
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)) - 8, Math.min(...boxes.map(({ y }) => y)) - 8];
  const [right, bottom] = [Math.max(...boxes.map(({ x, width }) => x + width)) + 8, Math.max(...boxes.map(({ y, height }) => y + height)) + 8];
  await expect.soft(page).toHaveScreenshot(name, { clip: { x: left, y: top, width: right - left, height: bottom - top } });
}

// What is written about the components changes without their look; and a date is written as the machine does.
const onlyWhatIsShown = '[data-about], header, footer { display: none !important; } [data-about] + * { grid-column: 1 / -1; } tbody:has([data-about]) { display: flex; flex-wrap: wrap; } ::-webkit-datetime-edit { visibility: hidden; }';

/** Everything is pictured in light; other colours where they may differ, and a narrow page where its layout does. */
const differing = {
  colours: ['colours', 'buttons', 'fields', 'choices', 'messages'],
  layout: ['fields', 'choices', 'messages', 'cards', 'tables', 'pages']
};
const pictured = [
  { name: 'light', look: 'light', width: 1100, groups: null },
  { name: 'dark', look: 'dark', width: 1100, groups: differing.colours },
  { name: 'more-contrast', look: 'more-contrast', width: 1100, groups: differing.colours },
  { name: 'forced-colours', look: 'forced-colours', width: 1100, groups: differing.colours },
  { name: 'phone', look: 'light', width: 390, groups: differing.layout }
] as const;

for (const { name, look, width, groups } of pictured) {
  test.describe(`pictures: ${name}`, () => {
    test.use({ ...looks[look], viewport: { width, height: 900 }, deviceScaleFactor: 1, bypassCSP: true, contextOptions: { reducedMotion: 'reduce' } });

    test('everything looks as it did', async ({ page }) => {
      test.slow();
      await open(page, '/components');
      await useOneTypeface(page);
      await page.addStyleTag({ content: onlyWhatIsShown });
      for (const group of await page.locator('[data-group]').all()) {
        const id = found((await group.getAttribute('id')) ?? undefined);
        if (groups === null || groups.includes(id)) await expect.soft(group).toHaveScreenshot(`${name}-${id}.png`);
      }

      const card = (title: string) => page.getByRole('article').filter({ has: page.getByRole('link', { name: title }) });
      await expectPicture(page, `${name}-card-looked-at.png`, card('Books on wheels'));
      const link = page.getByRole('link', { name: 'A garden for the whole street' }).first();
      await link.focus();
      await expectPicture(page, `${name}-card-with-focus.png`, card('A garden for the whole street'));
      const button = page.getByRole('button', { name: 'Check', exact: true });
      await button.focus();
      await expectPicture(page, `${name}-button-with-focus.png`, button);
      const town = page.getByRole('combobox', { name: 'Town' }).first();
      await town.fill('co');
      await page.getByRole('option', { name: 'Cork' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await expectPicture(page, `${name}-combobox-in-use.png`, town, page.getByRole('listbox'));
    });
  });
}
