import { asOf } from './support/addresses';
import { expect, open, referenceOrganisation, test } from './support/portal';

test('the search speaks Romanian, countries and topics included', async ({ page, api }) => {
  const { total } = await api.searchProjects();
  await open(page, '/ro');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ro');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Găsește un proiect de voluntariat');
  await expect(page.getByRole('status')).toHaveText(new RegExp(`^${total} (de )?proiecte găsite$`));
  await expect(page.getByRole('checkbox', { name: 'Franța' })).toBeVisible();

  await page.getByRole('checkbox', { name: 'Educație și formare' }).check();
  await expect(page).toHaveURL('/ro?topic=edu');
  await page.getByRole('article').first().getByRole('link').click();
  await expect(page).toHaveURL(/\/ro\/projects\//);
  await expect(page.getByRole('heading', { name: 'Cum te înscrii' })).toBeVisible();
});

test('the organisation writes weeks and days the Romanian way', async ({ page, api }) => {
  await open(page, `/ro/organisations/${await referenceOrganisation(api)}?asOf=${asOf}`);
  const table = page.getByRole('table', { name: 'Proiecte de voluntariat' });
  await expect(table).toContainText('În total 52 de săptămâni în perioada feb. 2017 – feb. 2018');
  await expect(table).toContainText('23.01.2018');
  await expect(table).toContainText('Deschis');
});

test('the language menu leads to the same page in the other language', async ({ page }) => {
  await open(page, '/?topic=edu');
  await page.getByRole('button', { name: 'Language: English' }).click();
  await page.getByRole('link', { name: 'Română' }).click();
  await expect(page).toHaveURL('/ro?topic=edu');
  await page.getByRole('button', { name: 'Limba: Română' }).click();
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL('/?topic=edu');
});
