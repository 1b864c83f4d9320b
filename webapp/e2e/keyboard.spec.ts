import type { Page } from '@playwright/test';
import { expectFocusToBeSeen, focused, tabTo } from './support/by-keyboard';
import { listen } from './support/listening';
import { expect, found, open, test } from './support/portal';
import { birthDate } from './support/states';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const map = (page: Page) => page.getByRole('region', { name: 'Map of the results' });

test('searches, filters, opens, asks whether one can apply, saves and compares, by keyboard alone', async ({ page, api }) => {
  // Some hundred keys, each looked after.
  test.slow();
  const inTeams = await api.searchProjects({ topic: ['edu'], activityType: ['team'] });
  const [one, other] = [found(inTeams.items[0]), found(inTeams.items[1])];
  await open(page, '/');
  const { since } = await listen(page);

  // Words, and a suggestion.
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('link "Skip to the content"');
  await expectFocusToBeSeen(page);
  await page.keyboard.press('Enter');
  const box = await tabTo(page, 'combobox', 'What or where', { atMost: 1 });
  await page.keyboard.type('education');
  const wanted = page.getByRole('option', { name: 'Education and training' });
  await wanted.waitFor();
  for (let step = 0; step < 8 && (await wanted.getAttribute('aria-selected')) !== 'true'; step++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/?topic=edu');
  await expect(box).toBeFocused();
  await expect(page.getByRole('listbox')).toHaveCount(0);
  const { total } = await api.searchProjects({ topic: ['edu'] });
  await expect(page.getByRole('status')).toHaveText(`${total} projects found`);
  expect((await since()).filter((words) => words.endsWith('found'))).toEqual([`${total} projects found`]);

  // A filter, and what it finds.
  const filter = await tabTo(page, 'checkbox', 'In a team', { atMost: 150 });
  await page.keyboard.press('Space');
  await expect(page).toHaveURL('/?topic=edu&activityType=team');
  await expect(page.getByRole('status')).toHaveText(`${inTeams.total} projects found`);
  await expect(filter).toBeFocused();
  expect(await since()).toEqual([`${inTeams.total} projects found`]);
  await tabTo(page, 'link', `${inTeams.total} projects found`, { backwards: true, atMost: 150 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Results' })).toBeFocused();

  // A project, and whether one can apply for it.
  await tabTo(page, 'link', one.title);
  const scroll = await page.evaluate(() => scrollY);
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(one.title);
  await expect(heading(page)).toBeFocused();
  await tabTo(page, 'button', 'Save', { atMost: 3 });
  await page.keyboard.press('Space');
  await expect.poll(() => focused(page)).toBe('button "Saved" [pressed]');
  const form = page.getByRole('region', { name: 'Can I apply?' });
  await tabTo(page, 'combobox', 'Where I live');
  await page.keyboard.type('Roma');
  await expect(form.getByLabel('Where I live')).toHaveValue('RO');
  await tabTo(page, 'textbox', 'Date of birth', { atMost: 1 });
  // The second of February, whichever of day and month comes first.
  await page.keyboard.type(`0202${birthDate.slice(0, 4)}`);
  await expect(form.getByLabel('Date of birth')).toHaveValue(`${birthDate.slice(0, 4)}-02-02`);
  await since();
  await tabTo(page, 'button', 'Check');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('status').getByRole('heading')).toBeVisible();
  expect(await since()).toEqual([String(await form.getByRole('status').innerText()).replace(/\s+/g, ' ').trim()]);
  await expect(form.getByRole('button', { name: 'Check' })).toBeFocused();

  // Back where the way began, and on to another one.
  await page.goBack();
  await expect(page.getByRole('link', { name: one.title, exact: true })).toBeFocused();
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(scroll);
  await tabTo(page, 'link', other.title, { atMost: 3 });
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(other.title);
  await tabTo(page, 'button', 'Save', { atMost: 3 });
  await page.keyboard.press('Enter');
  await expect.poll(() => focused(page)).toBe('button "Saved" [pressed]');

  // Both beside each other, and one of them away.
  await tabTo(page, 'link', 'Saved', { backwards: true });
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('Saved on this device');
  await expect(heading(page)).toBeFocused();
  for (const { title } of [other, one]) {
    await tabTo(page, 'checkbox', `Compare ${title}`);
    await page.keyboard.press('Space');
  }
  await tabTo(page, 'button', 'Compare the chosen projects', { atMost: 3 });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Compare projects' })).toBeFocused();
  await expect(page.getByRole('table', { name: 'Compare projects' }).getByRole('columnheader')).toHaveCount(3);
  await tabTo(page, 'region', 'Compare projects', { atMost: 1 });
  await since();
  await tabTo(page, 'button', `Saved ${one.title}`);
  await page.keyboard.press('Space');
  await expect.poll(() => focused(page)).toBe(`button "Save ${one.title}"`);
  expect(await since()).toEqual(['1 project']);
});

test('goes over the map, changes the language and reads the list of keys, by keyboard alone', async ({ page }) => {
  // Some hundred keys, each looked after.
  test.slow();
  await open(page, '/?country=IS');

  // The menu of languages is left without a choice, and the focus is where it was.
  await tabTo(page, 'button', 'Language: English', { atMost: 6 });
  await page.keyboard.press('Enter');
  await tabTo(page, 'link', 'Български', { atMost: 1 });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Română' })).toBeHidden();
  await expect.poll(() => focused(page)).toBe('button "Language: English"');

  // The map: its tools, then its points, of which one is in the tab order.
  await tabTo(page, 'link', /projects? found$/, { atMost: 3 });
  await page.keyboard.press('Enter');
  await tabTo(page, 'link', 'Map');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/?country=IS&map=1');
  const points = map(page).locator('.point');
  await points.first().waitFor();
  const drawn = () => map(page).locator('g').getAttribute('transform');
  const whole = await drawn();
  await tabTo(page, 'button', 'Zoom in');
  await page.keyboard.press('Space');
  await expect.poll(drawn).not.toBe(whole);
  await tabTo(page, 'button', 'Show all', { atMost: 2 });
  await page.keyboard.press('Enter');
  await expect.poll(drawn).toBe(whole);
  await page.keyboard.press('Tab');
  await expect(points.first()).toBeFocused();
  const count = await points.count();
  for (const key of [...Array<string>(count - 1).fill('ArrowRight'), 'Home', 'End', 'ArrowLeft']) {
    await page.keyboard.press(key);
    await expect(map(page).locator('.point:focus')).toHaveCount(1);
    await expectFocusToBeSeen(page);
  }

  // Clusters open down to a project, or to a list of those at one place that Escape closes.
  const point = map(page).locator('.point:focus');
  for (let step = 0; step < 12 && (await point.count()) === 1 && (await point.evaluate((it) => it.tagName)) === 'BUTTON'; step++) {
    const before = await drawn();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await point.count()) === 0 || (await drawn()) !== before).toBe(true);
  }
  if ((await point.count()) === 0) {
    await expect(map(page).getByRole('list', { name: /here$/ }).getByRole('link').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(point).toHaveCount(1);
  }
  await expectFocusToBeSeen(page);

  // The list of keys keeps the focus to itself, and gives it back.
  await tabTo(page, 'button', 'Keyboard shortcuts', { atMost: 150 });
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog.getByRole('switch')).toBeFocused();
  for (const key of [...Array<string>(5).fill('Tab'), ...Array<string>(5).fill('Shift+Tab')]) {
    await page.keyboard.press(key);
    // Past its last control a dialog leaves to the browser itself, and to nothing else on the page.
    expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null)).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect.poll(() => focused(page)).toBe('button "Keyboard shortcuts"');

  // Another language, with the same search and the map.
  await tabTo(page, 'button', 'Language: English', { backwards: true, atMost: 200 });
  await page.keyboard.press('Space');
  await tabTo(page, 'link', 'Română');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/ro?country=IS&map=1');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ro');
});

test('goes from a project to its organisation and through the directory, by keyboard alone', async ({ page, api }) => {
  const project = found((await api.searchProjects()).items[0]);
  await open(page, `/projects/${project.id}`);
  await tabTo(page, 'link', 'Skip to the content', { atMost: 1 });
  await page.keyboard.press('Enter');
  await tabTo(page, 'link', project.organisation.name, { atMost: 1 });
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(project.organisation.name);
  await expect(heading(page)).toBeFocused();
  await page.goBack();
  await expect.poll(() => focused(page)).toBe(`link "${project.organisation.name}"`);

  await tabTo(page, 'link', 'Organisations', { backwards: true });
  await page.keyboard.press('Enter');
  await expect(heading(page)).toBeFocused();
  const { since } = await listen(page);
  await tabTo(page, 'searchbox', 'Name, place or what they do', { atMost: 1 });
  await page.keyboard.type('youth');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/organisations?text=youth');
  const { total } = await api.searchOrganisations({ text: 'youth' });
  await expect(page.getByRole('status')).toHaveText(`${total} organisations found`);
  expect((await since()).filter((words) => words.endsWith('found'))).toEqual([`${total} organisations found`]);
});
