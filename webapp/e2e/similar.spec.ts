import type { Page } from '@playwright/test';
import { expect, found, open } from './support/portal';
import { test } from './support/altered-api';

const similar = (page: Page) => page.getByRole('region', { name: 'Similar projects' });

test('are open, about the same things, and others', async ({ page, api }) => {
  const project = found((await api.searchProjects({ sort: 'newest' })).items.find(({ topics }) => topics.length > 0));
  await open(page, `/projects/${project.id}`);
  const links = similar(page).getByRole('article').getByRole('link');
  await expect(links).toHaveCount(4);

  const ids = await links.evaluateAll((all) => all.map((link) => String(link.getAttribute('href')).replace('/projects/', '')));
  expect(new Set(ids).size).toBe(4);
  expect(ids).not.toContain(project.id);
  for (const id of ids) {
    const other = await api.getProject(id);
    expect(other.availability).toBe('open');
    expect(other.topics.filter((topic) => project.topics.includes(topic))).not.toEqual([]);
  }
  // How far they are from another project is nothing about the reader.
  await expect(similar(page).getByText('away')).toHaveCount(0);
});

test('change with the project', async ({ page, api }) => {
  const project = found((await api.searchProjects({ sort: 'newest' })).items[0]);
  await open(page, `/projects/${project.id}`);
  const first = similar(page).getByRole('article').first().getByRole('link');
  const title = String(await first.textContent());
  await first.click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused();
  await expect(similar(page).getByRole('article').first()).toBeVisible();
  await expect(similar(page).locator(`a[href="${new URL(page.url()).pathname}"]`)).toHaveCount(0);
});

test.describe('when the search is not answered', () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test('leave the page as it is without them', async ({ page, api, alteredApi }) => {
    const project = found((await api.searchProjects({ sort: 'newest' })).items[0]);
    alteredApi.silenceAbout('/v1/projects?');
    await open(page, `/projects/${project.id}`);
    await expect(page.getByRole('heading', { level: 1, name: project.title })).toBeVisible();
    await expect(page.getByRole('region', { name: 'How to apply' })).toBeVisible();
    await expect(similar(page)).toHaveCount(0);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('are in the first response', async ({ page, api }) => {
    const project = found((await api.searchProjects({ sort: 'newest' })).items[0]);
    await page.goto(`/projects/${project.id}`);
    await expect(similar(page).getByRole('article').first().getByRole('link')).toBeVisible();
  });
});
