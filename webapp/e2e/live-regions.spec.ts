import { listen } from './support/listening';
import { expect, found, open, test } from './support/portal';
import { openWith, savedProjects } from './support/saved';
import { birthDate, choosyProject } from './support/states';

test('a count is said once for each search, and not while somebody types', async ({ page, api }) => {
  await open(page, '/');
  const { since } = await listen(page);
  const box = page.getByRole('combobox', { name: 'What or where' });
  await box.pressSequentially('garden');
  const { items } = await api.suggestProjects({ text: 'garden', limit: 8 });
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(items.length);
  // The suggestions that came, perhaps some of those on the way to them, and never a count of results.
  const whileTyping = await since();
  expect(whileTyping.at(-1)).toBe(`${items.length} suggestion${items.length === 1 ? '' : 's'}. Choose with the arrow keys.`);
  expect(whileTyping.filter((words) => words.endsWith('found'))).toEqual([]);

  await page.keyboard.press('Enter');
  const { total } = await api.searchProjects({ text: 'garden' });
  await expect(page.getByRole('status')).toHaveText(`${total} projects found`);
  await page.waitForLoadState('networkidle');
  expect(await since()).toEqual([`${total} projects found`]);

  const { correctedText, total: ofCorrected } = await api.searchProjects({ text: 'gardn', availability: ['open'] });
  await box.fill('gardn');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Showing results for “${correctedText}”.`)).toBeVisible();
  await page.waitForLoadState('networkidle');
  const corrected = (await since()).filter((words) => !words.includes('suggestion'));
  // Where as many are found as before, there is nothing new to say about that.
  expect(corrected.sort()).toEqual(
    [...(ofCorrected === total ? [] : [`${ofCorrected} projects found`]), 'Showing results for “garden”. We found nothing for “gardn” as you wrote it.'].sort()
  );
});

test('suggestions are counted once somebody stops typing', async ({ page }) => {
  await open(page, '/');
  const { since } = await listen(page);
  await page.route('**/v1/projects/suggestions?*', (route) => {
    const text = String(new URL(route.request().url()).searchParams.get('text'));
    const towns = ['east', 'west'].map((side) => ({ kind: 'town', text: `${text} ${side}`, code: null, id: null, country: 'RO', location: { latitude: 47, longitude: 28 }, total: 1 }));
    return route.fulfill({ json: { items: towns }, headers: { 'access-control-allow-origin': '*' } });
  });
  const box = page.getByRole('combobox', { name: 'What or where' });
  // All letters in one breath.
  await box.evaluate((input: HTMLInputElement) => {
    for (const letter of 'garden') {
      input.value += letter;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  await expect(page.getByRole('listbox').getByRole('option')).toHaveText([/garden east/, /garden west/]);
  expect(await since()).toEqual(['2 suggestions. Choose with the arrow keys.']);
});

test('filters say what they find, each once, and a saved one says that it is saved by its button', async ({ page, api }) => {
  const { total } = await api.searchProjects({ support: ['dietary'] });
  await open(page, '/');
  const { since } = await listen(page);
  await page.getByRole('checkbox', { name: 'Special diets' }).check();
  await expect(page.getByRole('status')).toHaveText(`${total} projects found`);
  // The counts beside the filters follow, and stay silent.
  await page.waitForLoadState('networkidle');
  expect(await since()).toEqual([`${total} projects found`]);

  const { title } = found((await api.searchProjects({ support: ['dietary'] })).items[0]);
  await page.getByRole('button', { name: `Save ${title}` }).click();
  await expect(page.getByRole('button', { name: `Saved ${title}`, pressed: true })).toBeVisible();
  expect(await since()).toEqual([]);
});

test.describe('what went wrong', () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test('is said once, in words', async ({ page }) => {
    await open(page, '/');
    const { since } = await listen(page);
    await page.route('**/v1/projects?*', (route) => route.abort());
    await page.getByRole('checkbox', { name: 'Special diets' }).check();
    await expect(page.getByRole('alert')).toBeVisible();
    await page.waitForLoadState('networkidle');
    const said = await since();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('We cannot reach our data right now');
  });
});

test('an answer to whether one can apply is said once, and fields that are wrong say so themselves', async ({ page, api }) => {
  await open(page, `/projects/${(await choosyProject(api)).id}`);
  const form = page.getByRole('region', { name: 'Can I apply?' });
  const { since } = await listen(page);
  await form.getByLabel('From').fill('2030-02-01');
  await form.getByLabel('To', { exact: true }).fill('2030-01-01');
  await form.getByRole('button', { name: 'Check' }).click();
  const wrong = form.getByLabel('To', { exact: true });
  await expect(wrong).toBeFocused();
  await expect(wrong).toHaveAccessibleDescription('The last day is before the first one.');
  expect(await since()).toEqual([]);

  for (const name of ['From', 'To']) await form.getByLabel(name, { exact: true }).fill('');
  await form.getByLabel('Date of birth').fill(birthDate);
  await form.getByRole('button', { name: 'Check' }).click();
  await expect(form.getByRole('status').getByRole('heading')).toBeVisible();
  const said = await since();
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('You have not said where you live.');
});

test('a copied address and copied lines are said each time', async ({ page, api }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(Navigator.prototype, 'share');
    navigator.clipboard.writeText = () => Promise.resolve();
  });
  for (const [address, button, words] of [
    [`/projects/${found((await api.searchProjects()).items[0]).id}`, 'Share', 'The address is copied.'],
    ['/embed', 'Copy the lines', 'Copied.'],
    ['/developers', 'Copy the lines', 'Copied.']
  ] as const) {
    await open(page, address);
    const { since } = await listen(page);
    for (let time = 0; time < 2; time++) {
      await page.getByRole('button', { name: button }).first().click();
      await expect.poll(since, `${address}, ${time + 1}`).toEqual([words]);
      await expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();
    }
  }
});

test('what is saved is counted once, and too few to compare is said as often as it is so', async ({ page, api }) => {
  const projects = (await api.searchProjects()).items.slice(0, 2);
  const [first] = projects;
  await openWith(page, '/saved', savedProjects(...projects));
  await expect(page.getByRole('checkbox')).toHaveCount(2);
  const { since } = await listen(page);
  const compare = page.getByRole('button', { name: 'Compare the chosen projects' });
  for (let time = 0; time < 2; time++) {
    await compare.click();
    await expect(page.getByRole('alert')).toHaveText('Choose two to four projects.');
    await page.getByRole('checkbox').first().setChecked(time === 0);
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  await since();
  await page.getByRole('button', { name: `Saved ${found(first).title}` }).click();
  await expect(page.getByRole('button', { name: `Save ${found(first).title}` })).toBeVisible();
  expect(await since()).toEqual(['1 project']);
});
