import type { Page } from '@playwright/test';
import { expect, open, test } from './support/portal';

test('going back and forward shows results at once, as far down as before, without asking for them', async ({ page }) => {
  await open(page, '/?sort=newest');
  await page.waitForLoadState('networkidle');
  const titles = await page.getByRole('article').getByRole('heading').allTextContents();
  const tenth = page.getByRole('article').nth(9).getByRole('heading').getByRole('link');
  await tenth.scrollIntoViewIfNeeded();
  const scroll = await page.evaluate(() => scrollY);
  expect(scroll).toBeGreaterThan(500);
  await tenth.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(String(titles[9]));

  await page.route(/\/v1\//, (route) => route.abort());
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/v1/projects?')) asked.push(request.url());
  });
  await page.goBack();
  await expect(page.getByRole('article').getByRole('heading')).toHaveText(titles);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(scroll);
  expect(asked).toEqual([]);
});

test('going back to an earlier search shows it at once, and its filters', async ({ page }) => {
  await open(page, '/');
  await page.waitForLoadState('networkidle');
  const total = await page.getByRole('status').textContent();
  await page.getByRole('checkbox', { name: 'Iceland', exact: true }).check();
  await expect(page.getByRole('status')).not.toHaveText(String(total));
  await page.waitForLoadState('networkidle');
  await page.route(/\/v1\//, (route) => route.abort());
  await page.goBack();
  await expect(page.getByRole('status')).toHaveText(String(total));
  await expect(page.getByRole('checkbox', { name: 'Iceland', exact: true })).not.toBeChecked();
  await page.goForward();
  await expect(page.getByRole('checkbox', { name: 'Iceland', exact: true })).toBeChecked();
  await expect(page.getByRole('article').first()).toContainText('Iceland');
});

test('the filters of a phone are as open as they were', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, '/');
  await page.getByText('Filters').first().click();
  const filter = page.getByRole('checkbox', { name: 'Full', exact: true });
  await expect(filter).toBeVisible();
  await page.getByRole('link', { name: 'Organisations' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Organisations that host volunteers');
  await page.goBack();
  await expect(filter).toBeVisible();
});

test.describe('between pages', () => {
  async function fades(page: Page): Promise<number> {
    await page.addInitScript(() => {
      const start = document.startViewTransition.bind(document);
      document.startViewTransition = (update) => {
        document.documentElement.dataset['fades'] = String(Number(document.documentElement.dataset['fades'] ?? 0) + 1);
        return start(update);
      };
    });
    await open(page, '/');
    await page.getByRole('checkbox', { name: 'Iceland', exact: true }).check();
    await expect(page).toHaveURL('/?country=IS');
    await page.getByRole('article').first().getByRole('heading').getByRole('link').click();
    await expect(page).toHaveURL(/\/projects\//);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    return Number((await page.locator('html').getAttribute('data-fades')) ?? 0);
  }

  test('one fades into the next', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await fades(page)).toBe(1);
  });

  test('nothing moves for whoever asked for less motion', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await fades(page)).toBe(0);
  });
});

test.describe('fetching ahead', () => {
  const connection = (page: Page, is: object) =>
    page.addInitScript((values) => {
      Object.defineProperty(navigator, 'connection', { value: Object.assign(new EventTarget(), values) });
    }, is);

  test('a project is fetched when the reader points at it', async ({ page }) => {
    await connection(page, { effectiveType: '4g', saveData: false });
    await open(page, '/');
    const asked = page.waitForRequest(/\/v1\/projects\/[\da-f-]{36}/);
    await page.getByRole('article').nth(1).hover();
    await asked;
    await expect(page).toHaveURL('/');
  });

  test('on a slow connection only when the reader presses', async ({ page }) => {
    await connection(page, { effectiveType: '2g', saveData: false });
    await open(page, '/');
    await expect(page.locator('body')).toHaveAttribute('data-sveltekit-preload-data', 'tap');
    const asked = page.waitForRequest(/\/v1\/projects\/[\da-f-]{36}/);
    await page.getByRole('article').nth(1).hover();
    await page.mouse.down();
    await asked;
    await expect(page).toHaveURL('/');
  });
});
