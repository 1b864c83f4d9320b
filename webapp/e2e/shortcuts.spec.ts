import { expect, open, test } from './support/portal';

test('single keys go to the search box and from result to result', async ({ page }) => {
  await open(page, '/');
  const box = page.getByRole('combobox', { name: 'What or where' });
  const titles = page.getByRole('article').getByRole('heading').getByRole('link');
  await page.keyboard.press('j');
  await expect(titles.nth(0)).toBeFocused();
  await page.keyboard.press('j');
  await expect(titles.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(titles.nth(0)).toBeFocused();
  await page.keyboard.press('/');
  await expect(box).toBeFocused();
  await expect(box).toHaveValue('');

  // There they are letters.
  await page.keyboard.type('jk/?');
  await expect(box).toHaveValue('jk/?');
  await expect(box).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('keys with Control or Alt are left to the browser', async ({ page }) => {
  await open(page, '/');
  await page.keyboard.press('Alt+j');
  await page.keyboard.press('Control+j');
  await page.keyboard.press('j');
  await expect(page.getByRole('article').getByRole('heading').getByRole('link').first()).toBeFocused();
});

test('the list of keys opens with one of them, closes, and opens again', async ({ page }) => {
  await open(page, '/');
  await page.keyboard.press('Shift+?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('definition')).toHaveText(['Go to the search box', 'Next result', 'Previous result', 'Show this list']);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('?');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
});

test('they can be switched off, which the device remembers, and on again without them', async ({ page }) => {
  await open(page, '/');
  const opener = page.getByRole('button', { name: 'Keyboard shortcuts' });
  const choice = page.getByRole('switch', { name: 'Keyboard shortcuts' });
  const first = page.getByRole('article').getByRole('heading').getByRole('link').first();
  await opener.click();
  await choice.uncheck();
  await page.getByRole('button', { name: 'Close' }).click();

  await page.reload();
  await open(page, '/');
  await page.keyboard.press('?');
  await page.keyboard.press('j');
  await expect(first).not.toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await opener.click();
  await expect(choice).not.toBeChecked();
  await choice.check();
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect(first).toBeFocused();
});
