import { unknownKey, withdrawnProject } from './support/addresses';
import { alive, expect, open, test } from './support/portal';

test.use({ expectedComplaints: /Failed to load resource/ });

test('a page that does not exist says so', async ({ page }) => {
  const response = await page.goto('/no-such-page');
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page does not exist');
  await page.getByRole('link', { name: 'Search projects' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Find a volunteering project');
});

test('an unknown project and an unknown organisation say so', async ({ page }) => {
  for (const key of [unknownKey, 'no-key']) {
    expect((await page.goto(`/projects/${key}`))?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We do not know this project');
    expect((await page.goto(`/organisations/${key}`))?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We do not know this organisation');
  }
  expect((await page.goto(`/ro/projects/${unknownKey}`))?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nu cunoaștem acest proiect');
});

test('a withdrawn project says so', async ({ page, troubledUrl }) => {
  const response = await page.goto(`${troubledUrl}/projects/${withdrawnProject}`);
  expect(response?.status()).toBe(410);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This project was withdrawn');
});

test('a first view without data says so, and tries again when asked to', async ({ page, troubledUrl }) => {
  const response = await page.goto(`${troubledUrl}/?text=outage`);
  expect(response?.status()).toBe(503);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We cannot reach our data right now');
  await alive(page);
  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We cannot reach our data right now');
});

test('a search that fails keeps what was asked and tries again', async ({ page }) => {
  await open(page, '/');
  await page.route('**/v1/projects?*', (route) => route.abort());
  await page.getByRole('checkbox', { name: 'Full', exact: true }).check();
  await expect(page.getByRole('alert')).toContainText('We cannot reach our data right now');
  await expect(page.getByRole('checkbox', { name: 'Full', exact: true })).toBeChecked();

  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('article').first()).toBeVisible();
  await expect(page).toHaveURL('/?availability=open&availability=full');
});

test('a search that cannot be understood offers a new one', async ({ page }) => {
  await open(page, '/?country=QQ');
  await expect(page.getByRole('heading', { name: 'This search cannot be answered' })).toBeVisible();
  await page.getByRole('link', { name: 'Start a new search' }).click();
  await expect(page.getByRole('article').first()).toBeVisible();
});
