import type { Page } from '@playwright/test';
import type { PortalClient } from '@portal/client';
import { expect, found, open, test } from './support/portal';

const openProject = async (api: PortalClient) => found((await api.searchProjects()).items[0]);
const share = (page: Page) => page.getByRole('button', { name: 'Share' });

/** Stands in for what a phone does: it cannot be had here. */
async function shareWith(page: Page, outcome: 'done' | 'AbortError' | 'NotAllowedError'): Promise<void> {
  await page.addInitScript((outcome) => {
    Object.defineProperty(navigator, 'share', {
      value: (data: ShareData) => {
        document.documentElement.dataset['shared'] = JSON.stringify(data);
        return outcome === 'done' ? Promise.resolve() : Promise.reject(new DOMException('', outcome));
      }
    });
  }, outcome);
}

async function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('copies the address where there is nothing to share with, and says so', async ({ page, api }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'share'));
  await open(page, `/ro/projects/${(await openProject(api)).id}#apply`);
  await page.getByRole('button', { name: 'Distribuie' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Adresa a fost copiată.' })).toBeVisible();
  expect(await copied(page)).toBe(page.url().replace('#apply', ''));
});

test('hands the address to another app', async ({ page, api }) => {
  const project = await openProject(api);
  await shareWith(page, 'done');
  await open(page, `/projects/${project.id}`);
  await share(page).click();
  await expect(page.locator('html')).toHaveAttribute('data-shared', JSON.stringify({ title: project.title, url: page.url() }));
  await expect(page.getByText('The address is copied.')).toHaveCount(0);
});

test('copies nothing when the reader thinks better of it', async ({ page, api }) => {
  await shareWith(page, 'AbortError');
  await open(page, `/projects/${(await openProject(api)).id}`);
  await page.evaluate(() => navigator.clipboard.writeText('something else'));
  await share(page).click();
  await expect(page.locator('html')).toHaveAttribute('data-shared', /projects/);
  expect(await copied(page)).toBe('something else');
});

test('copies where the other app is refused', async ({ page, api }) => {
  await shareWith(page, 'NotAllowedError');
  await open(page, `/projects/${(await openProject(api)).id}`);
  await share(page).click();
  await expect(page.getByText('The address is copied.')).toBeVisible();
});

test('shows the address where it cannot be copied', async ({ page, api }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'share');
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await open(page, `/projects/${(await openProject(api)).id}`);
  await share(page).click();
  await expect(page.getByRole('textbox', { name: 'Share' })).toHaveValue(page.url());
  expect(await page.evaluate(() => String(getSelection()))).toBe(page.url());
});

test('begins a letter to those who run the portal', async ({ page, api }) => {
  const project = await openProject(api);
  await open(page, `/projects/${project.id}`);
  const letter = new URL(String(await page.getByRole('link', { name: 'Report a problem with this project' }).getAttribute('href')));
  expect(letter.protocol + letter.pathname).toBe('mailto:portal@example.org');
  expect(letter.searchParams.get('subject')).toContain(project.title);
  expect(letter.searchParams.get('body')).toBe(page.url());
});

test('begins no letter where nobody is named to write to', async ({ page, api, troubledUrl }) => {
  await open(page, `${troubledUrl}/projects/${(await openProject(api)).id}`);
  await expect(page.getByRole('region', { name: 'How to apply' })).toBeVisible();
  await expect(page.locator('a[href^="mailto:"]')).toHaveCount(0);
});
