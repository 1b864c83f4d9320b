import { test } from './support/foreign-page';
import { expect, found, open } from './support/portal';

const lines = 'Copy this into your page';

test('builds the lines with a preview, and keeps its state in the address', async ({ page, baseURL, context, foreignSite }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '/embed');
  const box = page.getByRole('textbox', { name: lines });
  await expect(box).toHaveValue(
    `<script async src="${baseURL}/widget/portal-projects.js"></script>\n<portal-projects language="en">\n  <a href="${baseURL}/">Volunteering projects</a>\n</portal-projects>`
  );
  await expect(page.locator('portal-projects').getByRole('listitem')).toHaveCount(5);

  await page.getByRole('combobox', { name: 'Language', exact: true }).selectOption('română');
  await page.getByLabel('Projects to show').fill('2');
  await page.getByLabel('Projects to show').press('Enter');
  await page.getByText('Filters', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Education and training' }).check();
  await page.getByLabel('Colour').fill('#aa3300');
  await page.getByRole('combobox', { name: 'Background' }).selectOption('Dark');

  await expect(page).toHaveURL(/\/embed\?topic=edu&language=ro&count=2&accent=%23aa3300&scheme=dark$/);
  await expect(box).toHaveValue(
    `<script async src="${baseURL}/widget/portal-projects.js"></script>\n` +
      '<portal-projects topic="edu" count="2" language="ro" accent="#aa3300" scheme="dark">\n' +
      `  <a href="${baseURL}/ro?topic=edu">Proiecte de voluntariat</a>\n</portal-projects>`
  );
  await expect(page.locator('portal-projects').getByRole('list', { name: 'Proiecte de voluntariat' }).getByRole('listitem')).toHaveCount(2);
  await expect(page.locator('portal-projects')).toHaveCSS('border-top-color', 'rgb(170, 51, 0)');

  await page.getByRole('button', { name: 'Copy the lines' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied.' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await box.inputValue());
  const policy = await page.getByRole('textbox', { name: /content security policy/ }).inputValue();

  await page.reload();
  await expect(box).toHaveValue(copied);

  // What was copied works where it is meant to be, under the policy that the page names.
  await page.goto(foreignSite.serve(copied, { policy: `default-src 'none'; ${policy}` }));
  await expect(page.getByRole('list', { name: 'Proiecte de voluntariat' }).getByRole('listitem')).toHaveCount(2);
  expect(await foreignSite.violations(page)).toEqual([]);
});

test('writes what a reader typed so that it stays a value', async ({ page }) => {
  await open(page, `/embed?text=${encodeURIComponent('"><script>alert(1)</script>&')}`);
  const value = await page.getByRole('textbox', { name: lines }).inputValue();
  expect(value).toContain('text="&quot;>&lt;script>alert(1)&lt;/script>&amp;"');
});

test('works by keyboard', async ({ page }) => {
  await open(page, '/embed');
  await page.getByRole('combobox', { name: 'Background' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page).toHaveURL(/scheme=light/);
  await expect(page.getByRole('combobox', { name: 'Background' })).toBeFocused();
  await page.getByText('Filters', { exact: true }).focus();
  await page.keyboard.press('Enter');
  const topic = page.getByRole('checkbox', { name: 'Creativity and culture' });
  await topic.focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/topic=cult/);
  await expect(topic).toBeFocused();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('is a form, and shows the lines', async ({ page }) => {
    await page.goto('/embed');
    await page.getByLabel('Projects to show').fill('3');
    await page.getByRole('button', { name: 'Apply filters' }).click();
    await expect(page).toHaveURL(/count=3/);
    expect(found((await page.getByRole('textbox', { name: lines }).inputValue()).match(/count="3"/)?.[0])).toBe('count="3"');
    await expect(page.getByRole('link', { name: 'Volunteering projects' })).toBeVisible();
  });
});
