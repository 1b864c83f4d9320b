import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from './support/foreign-page';
import { expect, open } from './support/portal';

const folder = fileURLToPath(new URL('../../docs/developers/', import.meta.url));
const blocks = readdirSync(folder).sort().flatMap((page) =>
  [...readFileSync(folder + page, 'utf8').matchAll(/^```html\n([\s\S]*?)^```$/gm)].map(([, html], index) => ({ name: `${page}, block ${index + 1}`, html: String(html) }))
);

const api = String(process.env['PORTAL_API_URL']);

test('there are examples for other sites', () => {
  expect(blocks.length).toBeGreaterThan(1);
});

for (const { name, html } of blocks) {
  test(`the example does on another site what it says: ${name}`, async ({ page, request, baseURL, foreignSite }) => {
    const written = html.replaceAll('http://127.0.0.1:5173', String(baseURL)).replaceAll('http://127.0.0.1:5080', api);
    await page.goto(foreignSite.serve(written));

    const count = Number(/count="(\d+)"/.exec(html)?.[1] ?? 5);
    const shown = page.locator('portal-projects').getByRole('listitem');
    await expect(shown.first()).toBeVisible();
    expect(await shown.count()).toBeLessThanOrEqual(count);
    // The link for those without JavaScript leads to the search that the widget shows, and gives way to it.
    const link = page.locator('portal-projects > a');
    await expect(link).toBeHidden();
    const address = String(await link.getAttribute('href'));
    expect((await request.get(address)).status()).toBe(200);
    const all = page.locator('portal-projects').getByRole('link').last();
    const [shownQuery, linkedQuery] = [new URL(String(await all.getAttribute('href'))), new URL(address)].map(({ searchParams }) => [...searchParams].sort());
    expect(shownQuery).toEqual(linkedQuery);
    expect(await foreignSite.violations(page)).toEqual([]);
  });
}

test('shows every page of docs/developers with the addresses of this installation, in its first response', async ({ request, baseURL }) => {
  const html = await (await request.get('/developers')).text();
  const visible = html.replace(/<script[\s\S]*?<\/script>/g, '');
  const titles = readdirSync(folder).filter((name) => name !== 'README.md').map((name) => /^# (.+)$/m.exec(readFileSync(folder + name, 'utf8'))?.[1]);
  expect(titles.length).toBeGreaterThan(10);
  for (const title of titles) expect(visible).toMatch(new RegExp(`<h2 id="[\\w-]+"[^>]*>${title}</h2>`));
  expect(visible).toContain(`curl '${api}/v1/projects?text=refugees&amp;country=MD&amp;country=RO'`);
  expect(visible).toContain(`src="${baseURL}/widget/portal-projects.js"`);
  for (const usual of ['http://127.0.0.1:5080', 'http://127.0.0.1:5173'].filter((address) => ![api, baseURL].includes(address))) expect(visible).not.toContain(usual);
});

test('leads to each part by its list, and each part can be pointed at', async ({ page }) => {
  await open(page, '/developers');
  const links = page.getByRole('navigation', { name: 'For developers' }).getByRole('link');
  const headings = page.getByRole('main').getByRole('heading', { level: 2 });
  expect(await links.allTextContents()).toEqual(await headings.allTextContents());
  await links.filter({ hasText: 'Limits' }).click();
  await expect(page).toHaveURL('/developers#limits');
  await expect(page.getByRole('heading', { level: 2, name: 'Limits' })).toBeInViewport();

  const anchors = await page.getByRole('main').locator('a[href^="#"]').evaluateAll((all) => all.map((link) => link.getAttribute('href')?.slice(1) ?? ''));
  expect(anchors.length).toBeGreaterThan(20);
  for (const id of anchors) await expect(page.locator(`[id="${id}"]`)).toHaveCount(1);
});

test('copies an example as it is written', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '/developers');
  const feeds = page.getByRole('region', { name: 'Feeds' });
  const button = feeds.getByRole('button', { name: 'Copy the lines' });
  await expect(button).toHaveAccessibleDescription('Feeds');
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(feeds.getByRole('status')).toHaveText('Copied.');
  await expect(button).toBeFocused();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `# Atom\ncurl '${api}/v1/projects/feed?topic=edu&country=MD&country=RO'\n# JSON Feed\ncurl '${api}/v1/projects/feed?format=json&text=refugees'`
  );
});

test('says in another language that it is in English, and to screen readers too', async ({ page }) => {
  await open(page, '/ro/developers');
  await expect(page.getByRole('heading', { level: 1, name: 'Pentru dezvoltatori' })).toBeVisible();
  await expect(page.getByText('Această pagină este disponibilă doar în engleză.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Quick start' }).locator('xpath=ancestor::*[@lang][1]')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: 'Copiază rândurile' }).first().locator('xpath=ancestor::*[@lang][1]')).toHaveAttribute('lang', 'ro');
  await open(page, '/developers');
  await expect(page.getByText('in English only')).toHaveCount(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('has its examples and its list, and no button that does nothing', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('contentinfo').getByRole('link', { name: 'For developers' }).click();
    await expect(page).toHaveURL('/developers');
    await page.getByRole('navigation', { name: 'For developers' }).getByRole('link', { name: 'Widget' }).click();
    await expect(page.getByText('<portal-projects country="MD RO"')).toBeInViewport();
    await expect(page.getByRole('button', { name: 'Copy the lines' })).toHaveCount(0);
  });
});
