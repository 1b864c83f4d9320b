import { contactEmail } from '../../scripts/lib/browser-portal.mjs';
import { expect, open, test } from './support/portal';

test('the statement is linked from every page', async ({ page }) => {
  await open(page, '/organisations');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Accessibility' }).click();
  await expect(page).toHaveURL('/accessibility');
  await expect(page.getByRole('heading', { level: 1, name: 'Accessibility statement' })).toBeFocused();
  await expect(page.getByRole('main')).toContainText('Web Content Accessibility Guidelines 2.2, level AA');
  await expect(page.getByRole('main')).toContainText('have not tested them yet');
});

test('the statement names nobody where the operator does not', async ({ page, troubledUrl }) => {
  await page.goto(`${troubledUrl}/accessibility`);
  await expect(page.getByRole('main').getByRole('paragraph')).toHaveCount(5);
  await expect(page.getByRole('main').getByRole('link')).toHaveCount(0);
});

test('the statement names whom to write to where the operator does', async ({ page }) => {
  for (const [path, sentence] of [['/accessibility', 'tell us, and we will answer: '], ['/ro/accessibility', 'spune-ne și îți vom răspunde: ']] as const) {
    await page.goto(path);
    await expect(page.getByRole('main')).toContainText(sentence + contactEmail);
    await expect(page.getByRole('main').getByRole('link', { name: contactEmail })).toHaveAttribute('href', `mailto:${contactEmail}`);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the statement is there', async ({ page }) => {
    await page.goto('/ro');
    await page.getByRole('contentinfo').getByRole('link', { name: 'Accesibilitate' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Declarație de accesibilitate' })).toBeVisible();
  });
});
