import { readFileSync } from 'node:fs';
import { languageCodes, pathIn } from '../src/lib/i18n/languages';
import { asOf } from './support/addresses';
import { wider } from './support/layout';
import { referenceOrganisation, expect, found, open, test } from './support/portal';

const catalogues = new URL('../src/lib/i18n/messages/', import.meta.url);
const said = (language: string, key: string): string => JSON.parse(readFileSync(new URL(`${language}.json`, catalogues), 'utf8'))[key];

for (const language of languageCodes) {
  test(`the search speaks ${language}, and fits a narrow screen`, async ({ page }) => {
    const fetched: string[] = [];
    page.on('response', (response) => fetched.push(response.url()));
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page, pathIn(language, '/'));
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(said(language, 'search.title'));
    await expect(page.getByRole('article').first()).toBeVisible();
    expect(await wider(page), 'wider than the screen').toEqual([]);
  });
}

// Long words, other letters, and the language that browsers know least.
for (const language of ['de', 'el', 'fi', 'mt'] as const) {
  test.describe(language, () => {
    test.use({ expectedComplaints: /404/ });

    test(`every page fits a narrow screen in ${language}`, async ({ page, api }) => {
      const project = found((await api.searchProjects()).items[0]).id;
      await page.setViewportSize({ width: 320, height: 640 });
      for (const path of [`/projects/${project}`, '/organisations', `/organisations/${await referenceOrganisation(api)}`, '/embed', '/no-such-page']) {
        await page.goto(pathIn(language, path));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await wider(page), path).toEqual([]);
      }
    });
  });
}

test('only the chosen catalogue is sent', async ({ page }) => {
  const scripts: string[] = [];
  page.on('response', async (response) => {
    if (response.request().resourceType() === 'script') scripts.push(await response.text());
  });
  await open(page, '/fi');
  await page.waitForLoadState('networkidle');
  const sent = languageCodes.filter((language) => scripts.some((script) => script.includes(said(language, 'missing.page'))));
  expect(sent).toEqual(['fi']);
});

// Those that Chromium does not know.
for (const language of ['ga', 'is', 'mk', 'mt'] as const) {
  test(`no day is written as in America where the browser does not know ${language}`, async ({ page, api }) => {
    await open(page, pathIn(language, `/organisations/${await referenceOrganisation(api)}?asOf=${asOf}`));
    const days = (await page.getByRole('table').innerText()).match(/\d+[./ -]+\d+[./ -]+\d{4}/g) ?? [];
    expect(days.length).toBeGreaterThan(2);
    expect(days.filter((day) => Number(day.split(/[./ -]+/)[1]) > 12)).toEqual([]);
    await open(page, pathIn(language, '/'));
    await expect(page.getByRole('article').first()).not.toContainText(/\p{L}+ \d{1,2}, \d{4}/u);
  });
}
