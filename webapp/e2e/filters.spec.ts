import type { Page } from '@playwright/test';
import { expect, found, inDays, open, test } from './support/portal';

const total = (page: Page) => page.getByRole('status');
const chips = (page: Page) => page.getByRole('navigation', { name: 'Active filters' });
const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
const projects = (count: number) => `${count} project${count === 1 ? '' : 's'}`;

test('counts what each option would find, and lets the counts follow the search', async ({ page, api }) => {
  const before = await api.getProjectFacets();
  await open(page, '/');
  const edu = page.getByRole('checkbox', { name: 'Education and training' });
  const count = found(before.facets.topic?.find(({ value }) => value === 'edu')).count;
  await expect(edu).toHaveAccessibleDescription(projects(count));
  await expect(group(page, 'Topic').getByText(String(count), { exact: true })).toBeVisible();

  const full = found(before.facets.availability?.find(({ value }) => value === 'full')).count;
  await expect(page.getByRole('checkbox', { name: 'Full', exact: true })).toHaveAccessibleDescription(projects(full));

  await page.getByRole('checkbox', { name: 'In a team' }).check();
  await expect(page).toHaveURL('/?activityType=team');
  const after = await api.getProjectFacets({ activityType: ['team'] });
  const teams = after.facets.topic?.find(({ value }) => value === 'edu')?.count ?? 0;
  expect(teams).not.toBe(count);
  await expect(edu).toHaveAccessibleDescription(projects(teams));
});

test('an option that would find nothing says 0 and can be chosen all the same', async ({ page, api }) => {
  const { facets } = await api.getProjectFacets();
  const empty = found((await api.getReferenceData()).countries.find(
    ({ code, group }) => group === 'programme' || group === 'partner' ? !facets.country?.some(({ value }) => value === code) : false
  ));
  await open(page, '/');
  const box = group(page, 'Country').getByRole('checkbox', { name: empty.label, exact: true });
  await expect(box).toHaveAccessibleDescription('0 projects');
  await box.check();
  await expect(page).toHaveURL(`/?country=${empty.code}`);
  await expect(total(page)).toHaveText('0 projects found');
});

test('results wait for no count, and counts that fail leave the filters as they are', async ({ page, api }) => {
  const { total: inTeams } = await api.searchProjects({ activityType: ['team'] });
  await open(page, '/');
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/v1/projects/facets?*', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('checkbox', { name: 'In a team' }).check();
  await expect(total(page)).toHaveText(`${inTeams} projects found`);
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);

  const counts = await api.getProjectFacets({ activityType: ['team'], facet: ['activityType'] });
  const alone = found(counts.facets.activityType?.find(({ value }) => value === 'individual')).count;
  release();
  await expect(page.getByRole('checkbox', { name: 'On your own' })).toHaveAccessibleDescription(projects(alone));
});

test.describe('when counting fails', () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test('the filters work without counts', async ({ page }) => {
    await open(page, '/');
    await page.route('**/v1/projects/facets?*', (route) => route.abort());
    await page.getByRole('checkbox', { name: 'Special diets' }).check();
    await expect(page).toHaveURL('/?support=dietary');
    await expect(page.getByRole('checkbox', { name: 'Special diets' })).toHaveAccessibleDescription('');
    await page.getByRole('checkbox', { name: 'Extra mentoring' }).check();
    await expect(page).toHaveURL('/?support=mentoring&support=dietary');
    await expect(page.getByRole('article').first()).toBeVisible();
  });
});

test('finds what takes people from where the reader lives', async ({ page, api }) => {
  const fromItaly = await api.searchProjects({ eligibleCountry: ['IT'] });
  await open(page, '/');
  await page.getByRole('combobox', { name: 'Where I live' }).selectOption('Italy');
  await expect(page).toHaveURL('/?eligibleCountry=IT');
  await expect(total(page)).toHaveText(`${fromItaly.total} projects found`);
  await chips(page).getByRole('link', { name: 'Remove filter: Living in Italy' }).click();
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('combobox', { name: 'Where I live' })).toHaveValue('');
});

test('finds what fits the free days, and says how', async ({ page, api }) => {
  const days = { freeFrom: inDays(40), freeTo: inDays(310) };
  const possible = await api.searchProjects(days);
  const any = await api.searchProjects({ ...days, fit: 'any' });
  await open(page, '/');
  const free = group(page, 'When I am free');

  await free.getByLabel('From').fill(days.freeFrom);
  await free.getByLabel('To', { exact: true }).fill(days.freeTo);
  await expect(page).toHaveURL(`/?freeFrom=${days.freeFrom}&freeTo=${days.freeTo}`);
  await expect(total(page)).toHaveText(`${possible.total} projects found`);
  await expect(page.getByRole('article').first()).toContainText(/Fits your dates|Can be placed within your dates/);
  await expect(page.getByText(/days? short/)).toHaveCount(0);

  await page.getByRole('combobox', { name: 'Order' }).selectOption('Best fit for my dates');
  await expect(page).toHaveURL(/sort=fit/);
  await expect(page.getByRole('article').first()).toContainText('Fits your dates');

  await free.getByRole('checkbox', { name: 'Also show near misses' }).check();
  await expect(total(page)).toHaveText(`${any.total} projects found`);
  const lastPage = Math.ceil(any.total / any.pageSize);
  await page.getByRole('link', { name: `Page ${lastPage}`, exact: true }).click();
  await expect(page.getByRole('article').last()).toContainText(/days? short|At other dates|Does not quite fit/);

  await page.reload();
  await expect(free.getByLabel('From')).toHaveValue(days.freeFrom);
  await expect(page.getByRole('combobox', { name: 'Order' })).toHaveValue('fit');

  await chips(page).getByRole('link', { name: /^Remove filter: Free/ }).click();
  await expect(page).toHaveURL('/');
  await expect(free.getByLabel('To', { exact: true })).toHaveValue('');
  await expect(page.getByRole('combobox', { name: 'Order' }).getByRole('option', { name: 'Best fit for my dates' })).toHaveCount(0);
});

test('free days count when both are there and in order', async ({ page }) => {
  await open(page, '/');
  const free = group(page, 'When I am free');
  await free.getByLabel('From').fill('2027-09-01');
  await page.getByRole('checkbox', { name: 'In a team' }).focus();
  await expect(page).toHaveURL('/?freeFrom=2027-09-01');
  await expect(free.getByText('Give both days.')).toBeVisible();

  await free.getByLabel('To', { exact: true }).fill('2027-03-01');
  await page.getByRole('checkbox', { name: 'In a team' }).focus();
  await expect(free.getByText('The last day is before the first one.')).toBeVisible();
  await expect(free.getByLabel('From')).toHaveAccessibleDescription('The last day is before the first one.');
  await expect(chips(page)).toHaveCount(0);

  await free.getByLabel('To', { exact: true }).fill('2027-10-01');
  await expect(page).toHaveURL('/?freeFrom=2027-09-01&freeTo=2027-10-01');
});

test('finds stays of a certain length, by a band and by numbers', async ({ page, api }) => {
  const band = await api.searchProjects({ minWeeks: 9, maxWeeks: 26 });
  const atLeast = await api.searchProjects({ minWeeks: 12, maxWeeks: 26 });
  await open(page, '/');
  const weeks = group(page, 'How long');

  const link = weeks.getByRole('link', { name: '9–26 weeks' });
  await expect(link).toHaveAccessibleDescription(projects(band.total));
  await link.click();
  await expect(page).toHaveURL('/?minWeeks=9&maxWeeks=26');
  await expect(total(page)).toHaveText(`${band.total} projects found`);
  await expect(link).toHaveAttribute('aria-current', 'true');
  await expect(link).toBeFocused();
  await expect(weeks.getByRole('spinbutton', { name: 'Weeks, at most' })).toHaveValue('26');

  await weeks.getByRole('spinbutton', { name: 'Weeks, at least' }).fill('12');
  await page.keyboard.press('Tab');
  await expect(page).toHaveURL('/?minWeeks=12&maxWeeks=26');
  await expect(total(page)).toHaveText(`${atLeast.total} projects found`);
  await chips(page).getByRole('link', { name: 'Remove filter: 12–26 weeks' }).click();
  await expect(page).toHaveURL('/');
});

test('asks for every support that is needed', async ({ page, api }) => {
  const both = await api.searchProjects({ support: ['mentoring', 'dietary'] });
  await open(page, '/?support=mentoring');
  await group(page, 'Support I need').getByRole('checkbox', { name: 'Special diets' }).check();
  await expect(page).toHaveURL('/?support=mentoring&support=dietary');
  await expect(total(page)).toHaveText(new RegExp(`^${both.total} projects? found$`));
  await chips(page).getByRole('link', { name: 'Remove filter: Extra mentoring' }).click();
  await expect(page).toHaveURL('/?support=dietary');
});

test('goes back and forth through filters', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('combobox', { name: 'Where I live' }).selectOption('Italy');
  await expect(page).toHaveURL('/?eligibleCountry=IT');
  await group(page, 'How long').getByRole('link', { name: '3–8 weeks' }).click();
  await expect(page).toHaveURL('/?eligibleCountry=IT&minWeeks=3&maxWeeks=8');
  await page.goBack();
  await expect(chips(page).getByRole('link', { name: 'Remove filter: 3–8 weeks' })).toHaveCount(0);
  await expect(page.getByRole('spinbutton', { name: 'Weeks, at least' })).toHaveValue('');
  await page.goBack();
  await expect(page.getByRole('combobox', { name: 'Where I live' })).toHaveValue('');
  await page.goForward();
  await expect(page.getByRole('combobox', { name: 'Where I live' })).toHaveValue('IT');
});
