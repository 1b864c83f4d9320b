import type { Page } from '@playwright/test';
import { expect, found, referenceOrganisation, test } from './support/portal';

// Readers who like the dark want white paper, too.
test.use({ colorScheme: 'dark' });

async function openOnPaper(page: Page, address: string): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page.goto(address);
}

/** Text and background of everything that is seen. */
async function expectBlackOnWhite(page: Page): Promise<void> {
  const colours = await page.evaluate(() => {
    const seen = [...document.body.querySelectorAll<HTMLElement>('*')].filter((element) => element.checkVisibility() && element.textContent.trim() !== '');
    const styles = seen.map((element) => getComputedStyle(element));
    return { inks: [...new Set(styles.map(({ color }) => color))], papers: [...new Set(styles.map(({ backgroundColor }) => backgroundColor))].sort() };
  });
  expect(colours.inks).toEqual(['rgb(0, 0, 0)']);
  expect(colours.papers.filter((paper) => !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(paper))).toEqual([]);
}

async function expectNothingToPress(page: Page): Promise<void> {
  await expect(page.locator(':is(button, input, select, textarea, summary, .skip):visible')).toHaveCount(0);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
}

test('prints a project with the address of its page and of where to apply', async ({ page, api }) => {
  const { items } = await api.searchProjects({ pageSize: 60 });
  const details = await Promise.all(items.map(({ id }) => api.getProject(id)));
  const project = found(details.find(({ applyUrl }) => applyUrl !== null));
  await openOnPaper(page, `/projects/${project.id}`);

  await expect(page.getByRole('heading', { level: 1, name: project.title })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The project' })).toBeVisible();
  await expect(page.getByText(page.url())).toBeVisible();
  const apply = page.getByRole('link', { name: 'Apply for this project' });
  await expect(apply).toBeVisible();
  expect(await apply.evaluate((link) => getComputedStyle(link, '::after').content)).toContain(String(project.applyUrl));
  for (const other of ['Similar projects', 'Can I apply?']) await expect(page.getByRole('heading', { name: other })).toBeHidden();
  await expect(page.getByRole('link', { name: /Report a problem|Add to my calendar|How to apply/ })).toHaveCount(0);
  await expectNothingToPress(page);
  await expectBlackOnWhite(page);
});

test('prints a list with what it shows', async ({ page }) => {
  await openOnPaper(page, '/?support=dietary');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Remove filter: Special diets' })).toBeVisible();
  await expect(page.getByRole('article').first()).toBeVisible();
  await expect(page.locator('a[rel="next"]')).toHaveCount(1);
  await expect(page.locator('a[rel="next"]')).toBeHidden();
  await expect(page.getByText('Clear all filters')).toBeHidden();
  await expectNothingToPress(page);
  await expectBlackOnWhite(page);
});

test('prints organisations', async ({ page, api }) => {
  for (const address of ['/organisations', `/organisations/${await referenceOrganisation(api)}`]) {
    await openOnPaper(page, address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectNothingToPress(page);
    await expectBlackOnWhite(page);
  }
});

test('keeps on the screen what is for paper off it', async ({ page, api }) => {
  const project = found((await api.searchProjects()).items[0]);
  await page.goto(`/projects/${project.id}`);
  await expect(page.getByText(page.url())).toBeHidden();
});
