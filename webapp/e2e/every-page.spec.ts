import { asOf, unknownKey, withdrawnProject } from './support/addresses';
import { alive, expect, expectAccessible, found, open, referenceOrganisation, test } from './support/portal';

test.use({ expectedComplaints: /Failed to load resource/ });

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('every page and state passes axe, and fits 320 pixels', async ({ page, api, troubledUrl }) => {
      test.slow();
      const open1 = found((await api.searchProjects()).items[0]).id;
      const full = found((await api.searchProjects({ availability: ['full'] })).items[0]).id;
      const organisation = await referenceOrganisation(api);
      const addresses = [
        '/',
        '/ro?country=RO&topic=edu&availability=open&availability=full',
        '/?text=zzqqxxyy',
        '/?country=QQ',
        `/projects/${open1}`,
        `/projects/${full}`,
        `/organisations/${organisation}?asOf=${asOf}`,
        `/ro/organisations/${organisation}`,
        '/organisations',
        `/projects/${unknownKey}`,
        '/no-such-page',
        `${troubledUrl}/projects/${withdrawnProject}`,
        `${troubledUrl}/?text=outage`
      ];

      for (const address of addresses) {
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.goto(address);
        await alive(page);
        await expectAccessible(page);
        await page.setViewportSize({ width: 320, height: 640 });
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width, address).toBeLessThanOrEqual(320);
      }
      await expectAccessible(page);
    });

    test('the open menus pass axe', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await open(page, '/?text=garden');
      await page.getByText('Filters').first().click();
      await expect(page.getByRole('checkbox', { name: 'Full', exact: true })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Language: English' }).click();
      await expectAccessible(page);
    });
  });
}
