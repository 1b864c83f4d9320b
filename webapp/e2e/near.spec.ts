import type { PortalClient, SearchCompletion } from '@portal/client';
import { expect, found, open, test } from './support/portal';

/** A town of the sample data, as the search suggests it. */
async function town(api: PortalClient): Promise<{ name: string; near: string }> {
  const place = found((await api.searchProjects({ pageSize: 100 })).items.find((project) => project.town === 'Iași'));
  const { items } = await api.suggestProjects({ text: String(place.town) });
  const completion: SearchCompletion = found(items.find(({ kind, location }) => kind === 'town' && location !== null));
  const { latitude, longitude } = found(completion.location ?? undefined);
  return { name: completion.text, near: `${latitude},${longitude}` };
}

test('finds what is near a town, and keeps its name', async ({ page, api }) => {
  const { name, near } = await town(api);
  const within = await api.searchProjects({ near, radiusKm: 50 });
  const told: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/v1/')) told.push(request.url());
  });
  await open(page, '/');
  const box = page.getByRole('combobox', { name: 'Town' });
  await box.pressSequentially(name.slice(0, 3));
  await page.getByRole('listbox', { name: 'Towns with projects' }).getByRole('option', { name }).click();

  await expect(page).toHaveURL((url) => url.searchParams.get('near') === near && url.searchParams.get('place') === name);
  await expect(page.getByRole('status')).toHaveText(new RegExp(`^${within.total} projects? found$`));
  await expect(page.getByRole('article').first()).toContainText(/km away/);

  await page.reload();
  await expect(box).toHaveValue(name);
  const chip = page.getByRole('link', { name: `Remove filter: Within 50 km of ${name}` });
  await expect(chip).toBeVisible();
  expect(told.filter((url) => url.includes('place='))).toEqual([]);

  await page.getByRole('combobox', { name: 'Order' }).selectOption('Nearest');
  await expect(page).toHaveURL(/sort=distance/);
  await page.getByRole('combobox', { name: 'How far' }).selectOption('Any distance');
  await expect(page).toHaveURL((url) => !url.searchParams.has('radiusKm') && url.searchParams.get('sort') === 'distance');
  const nearest = await api.searchProjects({ near, sort: 'distance' });
  await expect(page.getByRole('article').first().getByRole('link')).toHaveText(found(nearest.items[0]).title);

  await page.getByRole('link', { name: `Remove filter: Distance from ${name}` }).click();
  await expect(page).toHaveURL('/');
  await expect(box).toHaveValue('');
  await expect(page.getByText('km away')).toHaveCount(0);
});

test('takes a town with the keyboard, and takes back what is none', async ({ page, api }) => {
  const { name, near } = await town(api);
  await open(page, '/');
  const box = page.getByRole('combobox', { name: 'Town' });
  await box.pressSequentially(name);
  await page.getByRole('option', { name }).first().waitFor();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL((url) => url.searchParams.get('near') === near);
  await expect(box).toBeFocused();
  await expect(box).toHaveValue(name);

  await box.fill('no such town');
  await page.keyboard.press('Tab');
  await expect(box).toHaveValue(name);

  await box.fill('');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/');
});

test('says when no town has the name', async ({ page }) => {
  await open(page, '/');
  await page.route('**/v1/projects/suggestions?*', (route) => route.fulfill({ json: { items: [] }, headers: { 'access-control-allow-origin': '*' } }));
  await page.getByRole('combobox', { name: 'Town' }).pressSequentially('Atlantis');
  await expect(page.getByText('We know no town of this name with open projects.').first()).toBeVisible();
});

test.describe('where the reader is', () => {
  test.use({ permissions: ['geolocation'], geolocation: { latitude: 47.024512, longitude: 28.832345 } });

  test('is asked on request only, and known to a kilometre', async ({ page }) => {
    await open(page, '/');
    await expect(page).toHaveURL('/');
    await page.getByRole('button', { name: 'Use my location' }).click();
    await expect(page).toHaveURL('/?near=47.02%2C28.83&radiusKm=50');
    await expect(page.getByRole('link', { name: 'Remove filter: Within 50 km of 47.02, 28.83' })).toBeVisible();
    await expect(page.getByText('We use it to about a kilometre.')).toBeVisible();
  });
});

test('says it plainly when the browser does not tell where the reader is', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('button', { name: 'Use my location' }).click();
  await expect(page.getByText('Your browser does not let us know where you are.')).toBeVisible();
  await expect(page).toHaveURL('/');
});

test('looks farther when nothing is near', async ({ page, api }) => {
  const { near } = await town(api);
  const [latitude = 0, longitude = 0] = near.split(',').map(Number);
  // A degree of latitude is 111 km: one radius away is nothing, and four of them reach the town.
  const beside = `${latitude - 0.9},${longitude}`;
  const query = { near: beside, radiusKm: 50, country: ['RO'] };
  const { total, suggestions } = await api.searchProjects(query);
  expect(total).toBe(0);
  const wider = found(suggestions.find(({ parameter }) => parameter === 'radiusKm'));
  await open(page, `/?country=RO&near=${beside}&place=Field&radiusKm=50`);
  await page.getByRole('link', { name: new RegExp(`^Look within 200 km: ${wider.total} project`) }).click();
  await expect(page).toHaveURL((url) => url.searchParams.get('radiusKm') === '200' && url.searchParams.get('place') === 'Field');
  await expect(page.getByRole('status')).toHaveText(new RegExp(`^${wider.total} projects? found$`));
  await expect(page.getByRole('heading', { name: 'Results' })).toBeFocused();
});

test.describe('when towns cannot be asked for', () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test('says so, and not that there is no such town, and can be asked again', async ({ page, api }) => {
    const { name } = await town(api);
    await open(page, '/');
    const box = page.getByRole('combobox', { name: 'Town' });
    await page.route('**/suggestions?*', (route) => route.abort());
    await box.pressSequentially(name.slice(0, 3));
    await expect(page.getByText('Check your connection, or try again in a moment.').first()).toBeVisible();
    await expect(page.getByText('We know no town of this name')).toHaveCount(0);

    await page.unroute('**/suggestions?*');
    await box.press('Backspace');
    await expect(page.getByRole('listbox', { name: 'Towns with projects' }).getByRole('option', { name })).toBeVisible();
    await expect(page.getByText('Check your connection')).toHaveCount(0);
  });
});
