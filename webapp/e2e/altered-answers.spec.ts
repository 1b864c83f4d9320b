import type { OrganisationProfile, ProjectDetail, ProjectPage } from '@portal/client';
import { test } from './support/altered-api';
import { alive, expect, expectAccessible, found, open, referenceOrganisation } from './support/portal';

test('suggestions that are newer than the pages are left out', async ({ page, alteredApi }) => {
  alteredApi.alter<ProjectPage>('/v1/projects?', (found) => ({
    ...found,
    total: 0,
    items: [],
    suggestions: [
      { parameter: 'mood', action: 'drop', values: [], total: 9 },
      { parameter: 'country', action: 'shuffle', values: [], total: 9 }
    ]
  }));
  await open(page, '/?country=MD');
  await expect(page.getByText('Add more countries, or take the countries away.')).toBeVisible();
});

test('codes that are newer than the pages break none of them', async ({ page, api, alteredApi }) => {
  const { id } = found((await api.searchProjects()).items[0]);
  const organisation = await referenceOrganisation(api);
  const newer = { availability: 'paused', topics: ['edu', 'space'], supports: ['mentoring', 'teleport'], activityType: 'duo' };
  const renewed = <Item extends object>(item: Item): Item => ({ ...item, ...newer });
  alteredApi.alter<ProjectDetail>(`/v1/projects/${id}`, (project) => ({ ...renewed(project), strand: 'space', dateFlexibility: 'some' }) as never);
  alteredApi.alter<ProjectPage>('/v1/projects?', (found) => ({ ...found, items: found.items.map(renewed) }));
  alteredApi.alter<OrganisationProfile>(`/v1/organisations/${organisation}`, (profile) => ({
    ...profile,
    topics: [...profile.topics, 'space'] as never,
    supports: [...profile.supports, 'teleport'] as never,
    projects: { ...profile.projects, items: profile.projects.items.map(renewed) }
  }));

  await open(page, '/');
  await page.getByRole('article').first().getByRole('link').click();
  const facts = page.getByRole('complementary', { name: 'At a glance' });
  await expect(facts).toContainText('Education and training · space');
  await expect(page.getByText('teleport')).toBeVisible();
  await expectAccessible(page);

  await open(page, `/organisations/${organisation}`);
  await expect(page.getByText('teleport')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Volunteering project' }).getByRole('row')).toHaveCount(3);
  await expectAccessible(page);
});

for (const [count, words] of [
  [0, '0 proiecte găsite'],
  [1, '1 proiect găsit'],
  [2, '2 proiecte găsite'],
  [20, '20 de proiecte găsite']
] as const) {
  test(`Romanian counts ${count}`, async ({ page, alteredApi }) => {
    alteredApi.alter<ProjectPage>('/v1/projects?', (found) => ({ ...found, total: count, items: found.items.slice(0, count) }));
    await open(page, '/ro');
    await expect(page.getByRole('status')).toHaveText(words);
  });
}

test.describe('without an answer', () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  for (const [name, path, facets] of [
    ['search', '/', '/v1/projects/facets'],
    ['directory', '/organisations', '/v1/organisations/facets']
  ] as const) {
    test(`about counts, the filters of the ${name} are there without them`, async ({ page, alteredApi }) => {
      alteredApi.silenceAbout(facets);
      expect((await page.goto(path))?.status()).toBe(200);
      await alive(page);
      const topic = page.getByRole('checkbox', { name: 'Education and training' });
      await expect(topic).toHaveAccessibleDescription('');
      await topic.check();
      await expect(page).toHaveURL(`${path}?topic=edu`);
      await expect(page.getByRole('article').first()).toBeVisible();
      await expectAccessible(page);
    });
  }

  for (const path of ['/?text=garden', '/organisations?topic=edu']) {
    test(`a first view says so, and ${path} is there once the answers are back`, async ({ page, alteredApi }) => {
      alteredApi.silent = true;
      expect((await page.goto(path))?.status()).toBe(503);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('We cannot reach our data right now');
      await expectAccessible(page);

      alteredApi.silent = false;
      await page.getByRole('link', { name: 'Try again' }).click();
      await expect(page.getByRole('article').first()).toBeVisible();
      await expect(page).toHaveURL(path);
    });
  }

  test('a project followed from the search says so, and is there once the answers are back', async ({ page, alteredApi }) => {
    await open(page, '/');
    alteredApi.silent = true;
    const link = page.getByRole('article').first().getByRole('link');
    const title = String(await link.textContent());
    await link.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('We cannot reach our data right now');

    alteredApi.silent = false;
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  });
});
