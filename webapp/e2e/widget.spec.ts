import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { isPrefix } from '../src/lib/i18n/languages';
import { test } from './support/foreign-page';
import { expectAccessibleIn } from './support/axe';
import { expectToFit } from './support/layout';
import { expect, expectAccessible, found } from './support/portal';

const mostBytes = 15_000;

const widget = (baseURL: string | undefined, attributes = '', link = '<a href="https://portal.example/">All projects</a>') =>
  `<script async src="${baseURL}/widget/portal-projects.js"></script><portal-projects ${attributes}>${link}</portal-projects>`;

const list = (page: Page) => page.getByRole('list', { name: 'Volunteering projects' });

test('shows projects on a foreign page whose policy forbids everything else', async ({ page, baseURL, foreignSite, api }) => {
  const country = found((await api.searchProjects()).items[0]).country;
  const expected = await api.searchProjects({ country: [country], pageSize: 3 });
  await page.goto(foreignSite.serve(widget(baseURL, `country="${country}" count="3"`)));

  await expect(list(page).getByRole('listitem')).toHaveCount(Math.min(3, expected.total));
  const first = found(expected.items[0]);
  await expect(list(page).getByRole('link').first()).toHaveText(first.title);
  await expect(list(page).getByRole('link').first()).toHaveAttribute('href', `${baseURL}/projects/${first.id}`);
  await expect(list(page).getByRole('listitem').first()).toContainText(first.organisation.name);
  await expect(page.getByRole('link', { name: /^See all projects/ })).toHaveAttribute('href', `${baseURL}/?country=${country}`);
  await expect(page.getByRole('link', { name: 'All projects', exact: true })).toBeHidden();
  // The style is there: it was not inlined, and needed no permission.
  await expect(page.locator('portal-projects')).toHaveCSS('border-top-width', '4px');
  expect(await foreignSite.violations(page)).toEqual([]);
});

test('passes every filter on and asks once for what changes together', async ({ page, baseURL, foreignSite }) => {
  const asked: URL[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/v1/projects')) asked.push(new URL(request.url()));
  });
  const attributes =
    'text="youth" country="MD RO" topic="edu,socl" support="mentoring" activity-type="team" availability="open full" eligible-country="IT" ' +
    'free-from="2030-01-01" free-to="2030-12-31" fit="any" min-weeks="2" max-weeks="52" near="47.02,28.83" radius-km="500" sort="start" count="7"';
  await page.goto(foreignSite.serve(widget(baseURL, attributes)));
  await expect(page.getByRole('link', { name: /^See all projects/ })).toBeVisible();
  expect(asked).toHaveLength(1);
  const params = found(asked[0]).searchParams;
  expect(params.getAll('country')).toEqual(['MD', 'RO']);
  expect(params.getAll('topic')).toEqual(['edu', 'socl']);
  expect(params.getAll('availability')).toEqual(['open', 'full']);
  expect(Object.fromEntries([...params].filter(([name]) => !['country', 'topic', 'availability'].includes(name)))).toEqual({
    text: 'youth', support: 'mentoring', activityType: 'team', eligibleCountry: 'IT', freeFrom: '2030-01-01', freeTo: '2030-12-31',
    fit: 'any', minWeeks: '2', maxWeeks: '52', near: '47.02,28.83', radiusKm: '500', sort: 'start', pageSize: '7'
  });

  await page.locator('portal-projects').evaluate((element) => {
    for (const name of element.getAttributeNames()) element.removeAttribute(name);
    element.setAttribute('count', '2');
  });
  await expect(list(page).getByRole('listitem')).toHaveCount(2);
  expect(asked).toHaveLength(2);
});

test('axe finds nothing, whatever the size and the language', async ({ page, baseURL, foreignSite }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const two = widget(baseURL, 'count="4"') + widget(baseURL, 'count="2" language="ro" scheme="dark" accent="#ff8800"');
  await page.goto(foreignSite.serve(two));
  await expect(page.locator('portal-projects').first().getByRole('listitem')).toHaveCount(4);
  await expect(page.getByRole('list', { name: 'Proiecte de voluntariat' })).toBeVisible();
  for (const width of [1280, 320]) {
    await expectToFit(page, width, 800);
    await expectAccessibleIn(page, ['light', 'dark', 'forced colours']);
  }
});

test.describe('on a dark device', () => {
  test.use({ colorScheme: 'dark' });

  test('is as light as the page around it, unless it is told otherwise', async ({ page, baseURL, foreignSite }) => {
    const [light, dark] = ['rgb(255, 255, 255)', 'rgb(23, 32, 57)'];
    for (const [colourScheme, expected] of [['light', [light, light, dark]], ['light dark', [dark, light, dark]]] as const) {
      await page.goto(foreignSite.serve(['', 'scheme="light"', 'scheme="dark"'].map((scheme) => widget(baseURL, scheme)).join(''), { colourScheme }));
      for (const [index, colour] of expected.entries()) {
        await expect(page.locator('portal-projects').nth(index)).toHaveCSS('background-color', colour);
      }
    }
  });
});

test('works by keyboard', async ({ page, baseURL, foreignSite }) => {
  await page.goto(foreignSite.serve(widget(baseURL, 'count="2"')));
  await expect(list(page).getByRole('listitem')).toHaveCount(2);
  for (const name of await list(page).getByRole('link').allTextContents()) {
    await page.keyboard.press('Tab');
    await expect(list(page).getByRole('link', { name, exact: true })).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: /^See all projects/ })).toBeFocused();
});

test('speaks the language that is asked for, else the page’s', async ({ page, baseURL, foreignSite }) => {
  await page.goto(foreignSite.serve(`<section lang="de-AT">${widget(baseURL)}</section>${widget(baseURL, 'language="ro" country="DE RO IT ES FR"')}`));
  await expect(page.getByRole('list', { name: 'Freiwilligenprojekte' })).toBeVisible();
  const romanian = page.locator('portal-projects').last();
  await expect(romanian.getByRole('list', { name: 'Proiecte de voluntariat' })).toContainText(/săptămâni/);
  await expect(romanian.getByRole('link').first()).toHaveAttribute('href', new RegExp(`^${baseURL}/ro/projects/`));
  // Pages in a language that the portal does not have yet are in English.
  const german = page.locator('portal-projects').first().getByRole('link').first();
  await expect(german).toHaveAttribute('href', new RegExp(`^${baseURL}${isPrefix('de') ? '/de' : ''}/projects/`));
});

test('holds long titles and fits into a page from right to left', async ({ page, baseURL, foreignSite, api }) => {
  await page.route(`${process.env['PORTAL_API_URL']}/v1/projects**`, async (route) => {
    const found = await api.searchProjects({ pageSize: 2 });
    const [one, other] = found.items;
    await route.fulfill({
      json: { ...found, items: [{ ...one, title: 'Freiwilligendienst'.repeat(11) }, { ...other, title: 'مشروع تطوعي في الحديقة' }] },
      headers: { 'access-control-allow-origin': '*' }
    });
  });
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(foreignSite.serve(widget(baseURL), { htmlAttributes: 'dir="rtl"' }));
  await expect(list(page).getByRole('listitem')).toHaveCount(2);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  const [box, link] = await Promise.all([page.locator('portal-projects').boundingBox(), list(page).getByRole('link').last().boundingBox()]);
  expect(found(link ?? undefined).x).toBeGreaterThan(found(box ?? undefined).x + 20);
});

test.describe('when the API is down', () => {
  test.use({ expectedComplaints: /Failed to load resource|net::ERR|CORS policy/ });

  test('keeps the link, says so, and tries again by itself and when asked', async ({ page, baseURL, foreignSite }) => {
    let isDown = true;
    await page.clock.install();
    await page.route(`${process.env['PORTAL_API_URL']}/v1/projects**`, (route) => (isDown ? route.abort() : route.continue()));
    await page.goto(foreignSite.serve(widget(baseURL, 'count="3"')));
    await expect(page.getByRole('status')).toContainText('The projects cannot be shown right now.');
    await expect(page.getByRole('link', { name: 'All projects', exact: true })).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Try again' }).focus();
    const again = page.waitForRequest(/\/v1\/projects/);
    await page.keyboard.press('Enter');
    await again;
    await expect(page.getByRole('button', { name: 'Try again' })).toBeFocused();

    isDown = false;
    await page.clock.fastForward(4_000);
    await expect(list(page).getByRole('listitem')).toHaveCount(3);
    await expect(page.getByRole('status')).toHaveCount(0);
    await expect(list(page).getByRole('link').first()).toBeFocused();
  });

  test('keeps the link where nobody answers in time', async ({ page, baseURL, foreignSite }) => {
    await page.clock.install();
    await page.route(`${process.env['PORTAL_API_URL']}/v1/projects**`, () => {});
    const asked = page.waitForRequest(/\/v1\/projects/);
    await page.goto(foreignSite.serve(widget(baseURL)));
    await asked;
    await expect(page.getByRole('link', { name: 'All projects', exact: true })).toBeVisible();
    await page.clock.fastForward(11_000);
    await expect(page.getByRole('status')).toContainText('The projects cannot be shown right now.');
  });
});

test.describe('with a filter that there is not', () => {
  test.use({ expectedComplaints: /Failed to load resource|<portal-projects>: .*topic/ });

  test('keeps the link and tells whoever wrote it', async ({ page, baseURL, foreignSite, complaints }) => {
    await page.goto(foreignSite.serve(widget(baseURL, 'topic="gardening"')));
    await expect.poll(() => complaints.join()).toContain('<portal-projects>');
    await expect(page.getByRole('link', { name: 'All projects', exact: true })).toBeVisible();
    await expect(page.getByRole('status')).toHaveCount(0);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('is the link that it holds', async ({ page, baseURL, foreignSite }) => {
    await page.goto(foreignSite.serve(widget(baseURL)));
    await expect(page.getByRole('link', { name: 'All projects', exact: true })).toBeVisible();
  });
});

test('colours are those that were given, as far as they can be read', async ({ page, baseURL, foreignSite }) => {
  const given = [
    'accent="#ff0000" background="rgb(0, 0, 0)" foreground="white"',
    'background="black"',
    'accent="red; } * { display: none" '
  ];
  await page.goto(foreignSite.serve(given.map((attributes) => widget(baseURL, attributes)).join('')));
  const [both, one, broken] = [0, 1, 2].map((index) => page.locator('portal-projects').nth(index));
  await expect(found(both)).toHaveCSS('background-color', 'rgb(0, 0, 0)');
  await expect(found(both)).toHaveCSS('border-top-color', 'rgb(255, 0, 0)');
  await expect(found(both)).toHaveCSS('color', 'rgb(255, 255, 255)');
  await expect(found(one)).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(found(broken)).toHaveCSS('border-top-color', 'rgb(31, 63, 168)');
  await expect(found(broken).getByRole('list')).toBeVisible();
});

test('is one small file that any page may keep for a while', async ({ request }) => {
  const answer = await request.get('/widget/portal-projects.js');
  const headers = answer.headers();
  const script = await answer.body();
  const size = gzipSync(script).length;
  console.log(`The widget: ${(size / 1000).toFixed(1)} kB gzip, of ${mostBytes / 1000} allowed.`);
  expect(size).toBeLessThan(mostBytes);
  expect(String(script)).not.toMatch(/\beval\(|new Function|%portal\./);
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(headers['access-control-allow-origin']).toBe('*');
  expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
  expect(headers['cache-control']).toContain('public, max-age=3600');
  expect(headers['content-encoding']).toBe('br');
  const again = await request.get('/widget/portal-projects.js', { headers: { 'if-none-match': found(headers['etag']) } });
  expect(again.status()).toBe(304);
});
