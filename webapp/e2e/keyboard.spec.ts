import { expect, open, test } from './support/portal';

test('goes from the search to an organisation with the keyboard alone', async ({ page }) => {
  await open(page, '/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const box = page.getByRole('combobox', { name: 'What or where' });
  await expect(box).toBeFocused();

  await page.keyboard.type('garden');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/?text=garden');
  await expect(box).toBeFocused();

  const openBox = page.getByRole('checkbox', { name: 'Full', exact: true });
  await openBox.focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL('/?text=garden&availability=open&availability=full');
  await expect(openBox).toBeFocused();

  const first = page.getByRole('article').first().getByRole('link');
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/organisations\//);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('opens and leaves the language menu', async ({ page }) => {
  await open(page, '/');
  const button = page.getByRole('button', { name: 'Language: English' });
  await button.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Български' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Română' })).toBeHidden();
  await expect(button).toBeFocused();
});
