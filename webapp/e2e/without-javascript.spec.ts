import { asOf } from './support/addresses';
import { expect, found, inDays, referenceOrganisation, test } from './support/portal';

test.use({ javaScriptEnabled: false });

test('searches, filters, sorts and turns pages with plain forms and links', async ({ page, api }) => {
  const country = found((await api.searchProjects()).items[0]).country;
  const name = found((await api.getReferenceData()).countries.find(({ code }) => code === country)).label;
  const inCountry = await api.searchProjects({ country: [country], sort: 'start' });
  await page.goto('/');

  await page.getByRole('checkbox', { name, exact: true }).check();
  await page.getByRole('combobox', { name: 'Order' }).selectOption('start');
  await page.getByRole('button', { name: 'Apply filters' }).click();
  await expect(page.getByRole('status')).toHaveText(new RegExp(`^${inCountry.total} projects? found$`));
  await expect(page.getByRole('article').first().getByRole('link')).toHaveText(found(inCountry.items[0]).title);

  await page.getByRole('link', { name: 'Clear all filters' }).click();
  await page.getByRole('link', { name: 'Page 2', exact: true }).click();
  await expect(page).toHaveURL('/?page=2');
  await expect(page.getByRole('article')).toHaveCount(20);
});

test('searches by free days, residence and weeks', async ({ page, api }) => {
  const query = { eligibleCountry: ['IT'], freeFrom: inDays(10), freeTo: inDays(700), minWeeks: 3, maxWeeks: 26 };
  const { total } = await api.searchProjects(query);
  await page.goto('/');
  await expect(page.getByRole('searchbox', { name: 'What or where' })).toBeVisible();
  await expect(page.getByLabel('Town')).toBeHidden();
  await page.getByRole('combobox', { name: 'Where I live' }).selectOption('Italy');
  await page.getByLabel('From', { exact: true }).fill(query.freeFrom);
  await page.getByLabel('To', { exact: true }).fill(query.freeTo);
  await page.getByRole('spinbutton', { name: 'Weeks, at least' }).fill('3');
  await page.getByRole('spinbutton', { name: 'Weeks, at most' }).fill('26');
  await page.getByRole('button', { name: 'Apply filters' }).click();
  await expect(page.getByRole('status')).toHaveText(new RegExp(`^${total} projects? found$`));
  await expect(page.getByRole('navigation', { name: 'Active filters' }).getByRole('listitem')).toHaveCount(4);

  await page.getByRole('link', { name: /^27–52 weeks/ }).click();
  await expect(page).toHaveURL(/minWeeks=27&maxWeeks=52/);
  await expect(page.getByRole('spinbutton', { name: 'Weeks, at least' })).toHaveValue('27');
});

test('keeps the place of an address through the form, and takes it away by its chip', async ({ page }) => {
  await page.goto('/?near=47.1625,27.6044&place=Ia%C8%99i&radiusKm=200');
  await page.getByRole('button', { name: 'Apply filters' }).click();
  await page.getByRole('link', { name: 'Remove filter: Within 200 km of Iași' }).click();
  await expect(page).not.toHaveURL(/near|place|radiusKm/);
});

test('lists every country', async ({ page }) => {
  await page.goto('/');
  const countries = page.getByRole('group', { name: 'Country', exact: true });
  await countries.getByText('Other countries').click();
  await countries.getByRole('checkbox', { name: 'Japan' }).check();
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page).toHaveURL(/country=JP/);
  await expect(countries.getByRole('checkbox', { name: 'Japan' })).toBeChecked();
});

test('opens the filters on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await page.getByText('Filters', { exact: true }).click();
  await expect(page.getByRole('button', { name: 'Apply filters' })).toBeVisible();
});

test('shows a project, its organisation and the directory', async ({ page, api }) => {
  const id = await referenceOrganisation(api);
  await page.goto(`/organisations/${id}?asOf=${asOf}`);
  await page.getByRole('link', { name: 'EVS Opportunity with IOM Moldova' }).click();
  await expect(page.getByRole('complementary', { name: 'At a glance' })).toContainText('52 weeks');

  await page.getByRole('link', { name: 'Organisations', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Name, place or what they do' }).fill('Migration Moldova');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page.getByRole('article').getByRole('link').first()).toBeVisible();
});

test('changes the language', async ({ page }) => {
  await page.goto('/organisations');
  await page.getByRole('button', { name: 'Language: English' }).click();
  await page.getByRole('link', { name: 'Română' }).click();
  await expect(page).toHaveURL('/ro/organisations');
});
