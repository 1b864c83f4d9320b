import { asOf } from './support/addresses';
import { expect, found, open, referenceOrganisation, test } from './support/portal';

test('opens from the search, with the focus on its heading', async ({ page }) => {
  await open(page, '/');
  const link = page.getByRole('article').first().getByRole('link');
  const title = String(await link.textContent());
  await link.click();

  const heading = page.getByRole('heading', { level: 1, name: title });
  await expect(heading).toBeFocused();
  await expect(page).toHaveTitle(`${title} · Volunteering`);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Find a volunteering project');
});

test('tells the facts at a glance and how to apply', async ({ page, api }) => {
  const project = found((await api.searchProjects()).items.find(({ deadline }) => deadline !== null));
  const detail = await api.getProject(project.id);
  await open(page, `/projects/${project.id}`);

  const facts = page.getByRole('complementary', { name: 'At a glance' });
  await expect(facts).toContainText('Open');
  await expect(facts).toContainText(/\d+ days? left|Last day today/);
  await expect(facts).toContainText(String(project.town));
  await expect(facts).toContainText('Aged 18 to');
  await expect(page.getByRole('link', { name: project.organisation.name })).toHaveAttribute(
    'href',
    `/organisations/${project.organisation.id}`
  );
  const apply = page.getByRole('region', { name: 'How to apply' });
  const way = detail.applyUrl ? 'Apply for this project' : 'Contact the organisation';
  await expect(apply.getByRole('link', { name: way })).toHaveAttribute(
    'href',
    detail.applyUrl ?? `/organisations/${project.organisation.id}`
  );
});

test('says in which language its texts are', async ({ page, api }) => {
  const { items } = await api.searchProjects({ pageSize: 100 });
  const details = await Promise.all(items.slice(0, 20).map(({ id }) => api.getProject(id)));
  const foreign = found(details.find(({ language, description }) => language !== 'en' && description !== null));
  await open(page, `/projects/${foreign.id}`);

  await expect(page.getByRole('heading', { level: 1 })).toHaveAttribute('lang', String(foreign.language));
  await expect(page.locator(`main div[lang="${foreign.language}"]`).first()).toBeVisible();
});

for (const [availability, words] of [
  ['full', 'Every place in this project is taken.'],
  ['deadlinePassed', 'The deadline for this project was'],
  ['ended', 'This project ended on']
] as const) {
  test(`stays reachable when it is closed: ${availability}`, async ({ page, api }) => {
    const project = found((await api.searchProjects({ availability: [availability] })).items[0]);
    await open(page, `/projects/${project.id}`);
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByText('You cannot apply for this project any more.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Apply for this project' })).toHaveCount(0);
  });
}

test('tells its facts as of another day', async ({ page, api }) => {
  const { projects } = await api.getOrganisation(await referenceOrganisation(api), { asOf });
  await open(page, `/projects/${found(projects.items[0]).id}?asOf=${asOf}`);
  const facts = page.getByRole('complementary', { name: 'At a glance' });
  await expect(facts).toContainText('23 January 2018');
  await expect(facts).toContainText('13 days left');
  await expect(facts).toContainText('about 52 weeks');
});
