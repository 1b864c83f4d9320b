import { asOf } from './support/addresses';
import { expect, found, open, referenceOrganisation, test } from './support/portal';

test('shows the reference organisation as it was in January 2018', async ({ page, api }) => {
  await open(page, `/organisations/${await referenceOrganisation(api)}?asOf=${asOf}`);

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('International Organization for Migration Mission to Moldova');
  await expect(page.getByRole('region', { name: 'Description of organisation' })).toContainText('1951');
  await expect(page.getByRole('region', { name: 'Participants with fewer opportunities' })).toContainText('additional mentoring');

  const table = page.getByRole('table', { name: 'Volunteering project' });
  await expect(table.getByRole('columnheader')).toHaveText(['Project name', 'Project dates', 'Deadline', 'Status']);
  const [open1, full] = [table.getByRole('row').nth(1), table.getByRole('row').nth(2)];
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(open1.getByRole('rowheader')).toContainText('About 52 weeks during the period Sep 2018 to Sep 2019');
  await expect(open1).toContainText('01/09/2018 – 01/09/2019');
  await expect(open1).toContainText('23/01/2018');
  await expect(open1).toContainText('Open');
  await expect(full.getByRole('rowheader')).toContainText('A total of 52 week(s) during the period Feb 2017 to Feb 2018');
  await expect(full).toContainText('28/02/2017 – 01/02/2018');
  await expect(full).toContainText('None: open until filled');
  await expect(full).toContainText('Full');
});

test('keeps the day on the way to a project and back', async ({ page, api }) => {
  const id = await referenceOrganisation(api);
  await open(page, `/organisations/${id}?asOf=${asOf}`);
  await page.getByRole('link', { name: 'EVS Opportunity with IOM Moldova' }).click();
  await expect(page.getByText('Every place in this project is taken.')).toBeVisible();
  await page.getByRole('link', { name: 'International Organization for Migration' }).first().click();
  await expect(page).toHaveURL(`/organisations/${id}?asOf=${asOf}`);
});

test('lists organisations, finds one and opens it', async ({ page, api }) => {
  const { total, items } = await api.searchOrganisations();
  const wanted = found(items[0]);
  await open(page, '/organisations');
  await expect(page.getByRole('status')).toHaveText(`${total} organisations found`);

  await page.getByRole('searchbox', { name: 'Name, place or what they do' }).fill(`"${wanted.name.replaceAll('"', '')}"`);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: wanted.name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(wanted.name);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('filters the directory by open projects, topic and page', async ({ page, api }) => {
  const withOpen = await api.searchOrganisations({ hasOpenProjects: true });
  const withTopic = await api.searchOrganisations({ hasOpenProjects: true, topic: ['edu'] });
  await open(page, '/organisations?page=2');
  await expect(page.getByRole('link', { name: 'Page 2', exact: true })).toHaveAttribute('aria-current', 'page');

  await page.getByRole('checkbox', { name: 'Has open projects' }).check();
  await expect(page).toHaveURL('/organisations?hasOpenProjects=true');
  await expect(page.getByRole('status')).toHaveText(`${withOpen.total} organisations found`);
  await page.getByRole('checkbox', { name: 'Education and training' }).check();
  await expect(page).toHaveURL('/organisations?topic=edu&hasOpenProjects=true');
  await expect(page.getByRole('status')).toHaveText(`${withTopic.total} organisations found`);
});

test('counts what each filter of the directory finds, and lets the counts follow', async ({ page, api }) => {
  const { facets } = await api.getOrganisationFacets();
  await open(page, '/organisations');
  const topic = found(facets.topic[0]);
  const box = page.getByRole('group', { name: 'Topic' }).locator(`input[value="${topic.value}"]`);
  await expect(box).toHaveAccessibleDescription(`${topic.count} organisations`);

  const country = found(facets.country[0]);
  await page.getByRole('group', { name: 'Country', exact: true }).locator(`input[value="${country.value}"]`).check();
  const narrowed = await api.getOrganisationFacets({ country: [country.value] });
  const count = narrowed.facets.topic.find(({ value }) => value === topic.value)?.count ?? 0;
  await expect(box).toHaveAccessibleDescription(`${count} organisation${count === 1 ? '' : 's'}`);
});

test('says in the directory what was corrected, and which filter to take away', async ({ page, api }) => {
  const { correctedText } = await api.searchOrganisations({ text: 'educaton' });
  await open(page, '/organisations?text=educaton');
  await expect(page.getByText(`Showing results for “${correctedText}”.`)).toBeVisible();

  await open(page, '/organisations?text=zzqqxxyy&country=MD');
  const { suggestions } = await api.searchOrganisations({ text: 'zzqqxxyy', country: ['MD'] });
  const { total } = found(suggestions.find(({ parameter }) => parameter === 'text'));
  await page.getByRole('link', { name: new RegExp(`^Without the words “zzqqxxyy”: ${total} organisation`) }).click();
  await expect(page).toHaveURL('/organisations?country=MD');
  await expect(page.getByRole('article')).toHaveCount(total);
});

test('has the same description whether its page comes first or is gone to', async ({ page, api }) => {
  const { items } = await api.searchOrganisations();
  const profiles = await Promise.all(items.map(({ id }) => api.getOrganisation(id)));
  const { id, name } = found(profiles.find(({ description }) => /^([-*]|\d\.) /m.test(description ?? '')));
  const text = () => page.locator('.prose').evaluate(({ innerHTML }) => innerHTML.replace(/<!--.*?-->/g, '').trim());

  await open(page, `/organisations/${id}`);
  const first = await text();
  expect(first).toContain('<li>');
  await open(page, '/organisations');
  await page.locator(`a[href="/organisations/${id}"]`).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeFocused();
  expect(await text()).toBe(first);
});
