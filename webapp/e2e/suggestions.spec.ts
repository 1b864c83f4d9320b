import type { Page, Route } from '@playwright/test';
import { expect, found, open, test } from './support/portal';

const box = (page: Page) => page.getByRole('combobox', { name: 'What or where' });
const list = (page: Page) => page.getByRole('listbox', { name: 'Suggestions' });
const suggesting = '**/v1/projects/suggestions?*';

/** Answers with one town whose name is what was typed, as late as the test likes. */
const answer = (route: Route) => {
  const text = String(new URL(route.request().url()).searchParams.get('text'));
  const item = { kind: 'town', text: `Town of ${text}`, code: null, id: null, country: 'RO', location: { latitude: 47, longitude: 28 }, total: 1 };
  return route.fulfill({ json: { items: [item] }, headers: { 'access-control-allow-origin': '*' } });
};

test('completes what is typed, for keys and screen readers', async ({ page, api }) => {
  const { items } = await api.suggestProjects({ text: 'edu', limit: 8 });
  await open(page, '/');
  await expect(box(page)).toHaveAttribute('aria-expanded', 'false');
  await box(page).pressSequentially('edu');
  await expect(list(page).getByRole('option')).toHaveCount(items.length);
  await expect(box(page)).toHaveAttribute('aria-expanded', 'true');
  await expect(box(page)).toHaveAttribute('aria-controls', String(await list(page).getAttribute('id')));
  await expect(page.getByText(`${items.length} suggestions. Choose with the arrow keys.`)).toBeAttached();

  await page.keyboard.press('ArrowDown');
  const first = list(page).getByRole('option').first();
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(box(page)).toHaveAttribute('aria-activedescendant', String(await first.getAttribute('id')));
  await page.keyboard.press('ArrowUp');
  await expect(box(page)).not.toHaveAttribute('aria-activedescendant');
  await page.keyboard.press('ArrowUp');
  await expect(list(page).getByRole('option').last()).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('Escape');
  await expect(list(page)).toHaveCount(0);
  await expect(box(page)).toHaveValue('edu');
  await expect(box(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(list(page)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(list(page)).toHaveCount(0);
});

test('a topic and a country become filters, and the others stay', async ({ page }) => {
  await open(page, '/?activityType=individual');
  await box(page).pressSequentially('education');
  await list(page).getByRole('option', { name: 'Education and training' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/?topic=edu&activityType=individual');
  await expect(box(page)).toHaveValue('');
  await expect(box(page)).toBeFocused();
  await expect(page.getByRole('checkbox', { name: 'Education and training' })).toBeChecked();

  await box(page).pressSequentially('franc');
  await list(page).getByRole('option', { name: /^France Country/ }).click();
  await expect(page).toHaveURL('/?country=FR&topic=edu&activityType=individual');
  await expect(box(page)).toHaveValue('');
});

test('a town becomes a place to look around', async ({ page }) => {
  await open(page, '/');
  await box(page).pressSequentially('iași');
  await list(page).getByRole('option', { name: /^Iași Town/ }).click();
  await expect(page).toHaveURL((url) => url.searchParams.has('near') && url.searchParams.get('place') === 'Iași' && !url.searchParams.has('text'));
  await expect(page.getByRole('combobox', { name: 'Town' })).toHaveValue('Iași');
  await expect(page.getByRole('link', { name: 'Remove filter: Within 50 km of Iași' })).toBeVisible();
});

test('an organisation and a project open their pages', async ({ page, api }) => {
  const { items } = await api.suggestProjects({ text: 'iasi' });
  const organisation = found(items.find(({ kind }) => kind === 'organisation'));
  await open(page, '/');
  await box(page).pressSequentially('iasi');
  await list(page).getByRole('option', { name: organisation.text }).click();
  await expect(page).toHaveURL(`/organisations/${organisation.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();

  const project = found((await api.searchProjects({ text: 'radio' })).items.find(({ title }) => title.toLowerCase().startsWith('radio')));
  await page.goBack();
  await box(page).fill(project.title);
  await list(page).getByRole('option', { name: project.title }).first().click();
  await expect(page).toHaveURL(/\/projects\//);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(project.title);
});

test('Enter searches for the words when nothing is chosen', async ({ page }) => {
  await open(page, '/');
  await box(page).pressSequentially('edu');
  await list(page).waitFor();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/?text=edu');
  await expect(list(page)).toHaveCount(0);
  await expect(box(page)).toHaveValue('edu');
});

test('typing and searching wait for no suggestion', async ({ page }) => {
  await open(page, '/');
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(suggesting, async (route) => {
    await held;
    await answer(route).catch(() => {});
  });
  const asked = page.waitForRequest(suggesting);
  await box(page).pressSequentially('garden');
  await asked;
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/?text=garden');
  await expect(page.getByRole('article').first()).toBeVisible();
  release();
  await expect(page.getByRole('combobox', { name: 'Order' })).toBeVisible();
  await expect(list(page)).toHaveCount(0);
});

test('a late answer to earlier letters is dropped', async ({ page }) => {
  await open(page, '/');
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(suggesting, async (route) => {
    if (route.request().url().includes('text=gar&')) await held;
    await answer(route).catch(() => {});
  });
  const first = page.waitForRequest(suggesting);
  await box(page).pressSequentially('gar');
  await first;
  await box(page).pressSequentially('den');
  await expect(list(page).getByRole('option')).toContainText('Town of garden');
  release();
  await page.keyboard.press('ArrowDown');
  await expect(list(page).getByRole('option')).toContainText('Town of garden');
});

test('what is typed while results are on their way stays in the box', async ({ page }) => {
  await open(page, '/');
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/v1/projects?*', async (route) => {
    await held;
    await route.continue();
  });
  await box(page).fill('garden');
  await page.keyboard.press('Enter');
  await expect(page.locator('[aria-busy=true]')).toBeVisible();
  await box(page).pressSequentially(' sea');
  release();
  await expect(page).toHaveURL('/?text=garden');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
  await expect(box(page)).toHaveValue('garden sea');
});

test.describe('when suggestions fail', () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test('nobody notices', async ({ page }) => {
    await open(page, '/');
    await page.route(suggesting, (route) => route.abort());
    const failed = page.waitForEvent('requestfailed');
    await box(page).pressSequentially('garden');
    await failed;
    await expect(list(page)).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL('/?text=garden');
    await expect(page.getByRole('article').first()).toBeVisible();
  });
});

test('works by touch on a phone', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL: String(baseURL), viewport: { width: 390, height: 844 }, hasTouch: true });
  const page = await context.newPage();
  await open(page, '/');
  await box(page).tap();
  await box(page).pressSequentially('franc');
  await list(page).getByRole('option', { name: /^France Country/ }).tap();
  await expect(page).toHaveURL('/?country=FR');
  await context.close();
});
