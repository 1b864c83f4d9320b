import type { Page } from '@playwright/test';
import type { PortalClient } from '@portal/client';
import { asOf, unknownKey, withdrawnProject } from './support/addresses';
import { alive, expect, expectAccessible, found, inDays, open, referenceOrganisation, test } from './support/portal';

test.use({ expectedComplaints: /Failed to load resource/ });

const firstProject = async (api: PortalClient, availability: 'open' | 'full') =>
  found((await api.searchProjects({ availability: [availability] })).items[0]).id;

type Addresses = (api: PortalClient, troubledUrl: string) => Promise<string[]>;

const groups: Record<string, Addresses> = {
  'the search': async () => ['/'],
  'the search with its map': async () => ['/?map=1', '/ro?map=1'],
  'the search in Romanian': async () => ['/ro?country=RO&topic=edu&availability=open&availability=full'],
  'the page for other sites': async () => ['/embed', '/ro/embed'],
  'the page for developers': async () => ['/developers', '/ro/developers'],
  'the accessibility statement': async (_, troubledUrl) => ['/accessibility', `${troubledUrl}/ro/accessibility`],
  'a search that finds nothing': async () => ['/?text=zzqqxxyy'],
  'a search that cannot be answered': async () => ['/?country=QQ'],
  'a corrected search with free days and a place': async () => [
    `/ro?text=gardn&freeFrom=${inDays(20)}&freeTo=${inDays(300)}&fit=any&near=47.1625,27.6044&place=Ia%C8%99i&radiusKm=2000&minWeeks=3&maxWeeks=8&sort=fit`
  ],
  'a search with free days the wrong way round': async () => [
    '/?eligibleCountry=MD&freeFrom=2027-09-01&freeTo=2027-03-01&support=mentoring&activityType=individual&near=47.02,28.83&sort=distance'
  ],
  'a search with ways out': async () => ['/?country=MD&near=-45,170&radiusKm=10'],
  projects: async (api) => [
    `/projects/${await firstProject(api, 'open')}`,
    `/projects/${await firstProject(api, 'full')}`,
    `/ro/projects/${await firstProject(api, 'open')}`
  ],
  organisations: async (api) => {
    const id = await referenceOrganisation(api);
    return ['/organisations', `/organisations/${id}?asOf=${asOf}`, `/ro/organisations/${id}`];
  },
  'pages that cannot be shown': async (_, troubledUrl) => [
    '/no-such-page',
    `/projects/${unknownKey}`,
    `${troubledUrl}/projects/${withdrawnProject}`,
    `${troubledUrl}/?text=outage`
  ]
};

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    for (const [name, addressesOf] of Object.entries(groups)) {
      test(`${name}: axe finds nothing, and 320 pixels are enough`, async ({ page, api, troubledUrl }) => {
        test.slow();
        for (const address of await addressesOf(api, troubledUrl)) {
          await page.setViewportSize({ width: 1280, height: 900 });
          await page.goto(address);
          await alive(page);
          await expectAccessible(page);
          await expectToFit320Pixels(page);
        }
        await expectAccessible(page);
      });
    }

    test('open filters on a phone: axe finds nothing', async ({ page }) => {
      test.slow();
      await page.setViewportSize({ width: 390, height: 844 });
      await open(page, '/?text=garden');
      await page.getByText('Filters').first().click();
      await expect(page.getByRole('checkbox', { name: 'Full', exact: true })).toBeVisible();
      await expectAccessible(page);
    });

    test('an open language menu: axe finds nothing', async ({ page }) => {
      test.slow();
      await page.setViewportSize({ width: 390, height: 844 });
      await open(page, '/?text=garden');
      await page.getByRole('button', { name: 'Language: English' }).click();
      await expectAccessible(page);
    });

    for (const [box, width] of [['Town', 1280], ['What or where', 390]] as const) {
      test(`suggestions below "${box}": axe finds nothing`, async ({ page }) => {
        test.slow();
        await page.setViewportSize({ width, height: 844 });
        await open(page, '/');
        await page.getByRole('combobox', { name: box }).fill('co');
        await page.getByRole('listbox').getByRole('option').first().waitFor();
        await page.keyboard.press('ArrowDown');
        await expectAccessible(page);
      });
    }
  });
}

async function expectToFit320Pixels(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, page.url()).toBeLessThanOrEqual(320);
}
