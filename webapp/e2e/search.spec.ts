import { expect, found, inDays, open, test } from './support/portal';

test('shows open projects first, and says how many there are', async ({ page, api }) => {
  const { total, items } = await api.searchProjects();
  await open(page, '/');

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Find a volunteering project');
  await expect(page.getByRole('status')).toHaveText(`${total} projects found`);
  await expect(page.getByRole('article')).toHaveCount(items.length);
  await expect(page.getByRole('checkbox', { name: 'Open', exact: true })).toBeChecked();
});

test('finds projects by their words', async ({ page, api }) => {
  const wanted = found((await api.searchProjects()).items[0]);
  await open(page, '/');
  await page.getByRole('combobox', { name: 'What or where' }).fill(wanted.title);
  await page.getByRole('button', { name: 'Search', exact: true }).click();

  await expect(page).toHaveURL((url) => url.searchParams.get('text') === wanted.title && url.searchParams.size === 1);
  await expect(page.getByRole('link', { name: wanted.title, exact: true }).first()).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(`^Volunteering projects for “`));
  await expect(page.getByRole('combobox', { name: 'Order' }).getByRole('option', { selected: true })).toHaveText('Best match');
});

test('filters as soon as a box is ticked, and takes each filter away again by its chip', async ({ page, api }) => {
  const country = found((await api.searchProjects()).items[0]).country;
  const name = found((await api.getReferenceData()).countries.find(({ code }) => code === country)).label;
  const inCountry = await api.searchProjects({ country: [country] });
  const all = await api.searchProjects({ country: [country], availability: ['open', 'full'] });
  await open(page, '/');

  await page.getByRole('group', { name: 'Country', exact: true }).getByRole('checkbox', { name, exact: true }).check();
  await expect(page).toHaveURL(`/?country=${country}`);
  await expect(page.getByRole('status')).toHaveText(new RegExp(`^${inCountry.total} projects? found$`));

  await page.getByRole('checkbox', { name: 'Full', exact: true }).check();
  await expect(page.getByRole('status')).toHaveText(new RegExp(`^${all.total} projects? found$`));

  const chips = page.getByRole('navigation', { name: 'Active filters' });
  await chips.getByRole('link', { name: 'Remove filter: Full' }).click();
  await expect(page).toHaveURL(`/?country=${country}`);
  await expect(page.getByRole('checkbox', { name: 'Full', exact: true })).not.toBeChecked();

  await chips.getByRole('link', { name: `Remove filter: ${name}` }).click();
  await expect(page).toHaveURL('/');
  await expect(chips).toHaveCount(0);
});

test('narrows the long list of countries without accents and case', async ({ page }) => {
  await open(page, '/');
  await page.getByRole('searchbox', { name: 'Find a country in the list' }).fill('turk');
  const countries = page.getByRole('group', { name: 'Country', exact: true });
  await expect(countries.getByRole('checkbox', { name: 'Türkiye' })).toBeVisible();
  await expect(countries.getByRole('checkbox', { name: 'Austria' })).toBeHidden();
});

test('lists the countries that are rarely asked for when they are', async ({ page }) => {
  await open(page, '/');
  const countries = page.getByRole('group', { name: 'Country', exact: true });
  await expect(countries.getByRole('checkbox', { name: 'Japan' })).toHaveCount(0);
  await countries.getByText('Other countries').click();
  await countries.getByRole('checkbox', { name: 'Japan' }).check();
  await expect(page).toHaveURL('/?country=JP');

  await page.reload();
  await expect(countries.getByRole('checkbox', { name: 'Japan' })).toBeChecked();
  await expect(countries.getByRole('checkbox', { name: 'Brazil' })).toBeVisible();
});

test('lists them also where the reader was quicker than the page', async ({ page }) => {
  await page.route('**/entry/*.js', async (route) => {
    await page.getByText('Other countries').click();
    await route.continue();
  }, { times: 1 });
  await page.goto('/');
  await expect(page.getByRole('checkbox', { name: 'Japan' })).toBeVisible();
});

test('goes through pages, and comes back', async ({ page, api }) => {
  const second = await api.searchProjects({ page: 2 });
  await open(page, '/');
  const pages = page.getByRole('navigation', { name: 'Pages' });

  await pages.getByRole('link', { name: 'Next' }).click();
  await expect(page).toHaveURL('/?page=2');
  await expect(pages.getByRole('link', { name: 'Page 2', exact: true })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('article').first().getByRole('link')).toHaveText(found(second.items[0]).title);
  await expect(page.getByRole('heading', { name: 'Results' })).toBeFocused();

  await page.goBack();
  await expect(page).toHaveURL('/');
  await expect(pages.getByRole('link', { name: 'Page 1', exact: true })).toHaveAttribute('aria-current', 'page');
});

test('keeps its whole state in the address', async ({ page, api }) => {
  const address = '/?topic=edu&topic=natr&availability=full&availability=ended&sort=start&page=2';
  const there = await api.searchProjects({
    topic: ['edu', 'natr'],
    availability: ['full', 'ended'],
    sort: 'start',
    page: 2
  });
  await open(page, address);

  await expect(page.getByRole('status')).toHaveText(`${there.total} projects found`);
  await expect(page.getByRole('checkbox', { name: 'Education and training' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Open', exact: true })).not.toBeChecked();
  await expect(page.getByRole('combobox', { name: 'Order' })).toHaveValue('start');
  await expect(page.getByRole('article').first().getByRole('link')).toHaveText(found(there.items[0]).title);

  await page.getByRole('combobox', { name: 'Order' }).selectOption('Shortest');
  await expect(page).toHaveURL('/?topic=edu&topic=natr&availability=full&availability=ended&sort=duration');
  await page.goBack();
  await expect(page.getByRole('combobox', { name: 'Order' })).toHaveValue('start');
});

test('says what to try when nothing is found', async ({ page, api }) => {
  await open(page, '/?text=zzqqxxyy&country=MD');
  await expect(page.getByRole('status')).toHaveText('0 projects found');
  await expect(page.getByRole('heading', { name: 'No project matches all of this' })).toBeVisible();
  const { suggestions } = await api.searchProjects({ text: 'zzqqxxyy', country: ['MD'] });
  const found = `Without the words “zzqqxxyy”: ${suggestions.find(({ parameter }) => parameter === 'text')?.total} projects`;
  await expect(page.getByRole('link', { name: found })).toBeVisible();
  await page.getByRole('link', { name: 'Clear all filters' }).last().click();
  await expect(page).toHaveURL('/');
});

test('says where the results are when a page lies beyond them', async ({ page }) => {
  await open(page, '/?page=499');
  await expect(page.getByRole('heading', { name: 'There is nothing on this page' })).toBeVisible();
});

test('keeps the old results while new ones are on their way', async ({ page }) => {
  await open(page, '/');
  const before = await page.getByRole('article').first().textContent();
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/v1/projects?*', async (route) => {
    await held;
    await route.continue();
  });

  await page.getByRole('checkbox', { name: 'Full', exact: true }).check();
  await expect(page.locator('[aria-busy=true]')).toBeVisible();
  await expect(page.getByRole('article').first()).toHaveText(String(before));
  release();
  await expect(page).toHaveURL('/?availability=open&availability=full');
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`writes the searched words in another colour than their box: ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, '/?text=garden');
    const box = page.getByRole('combobox', { name: 'What or where' });
    await expect(box).toHaveValue('garden');
    await expect(box).toHaveCSS('color', colorScheme === 'light' ? 'rgb(23, 32, 58)' : 'rgb(237, 240, 249)');
    await expect(box).toHaveCSS('background-color', colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(23, 32, 57)');
  });
}

test('says which spelling it searched for, and what was typed', async ({ page, api }) => {
  const { correctedText, total } = await api.searchProjects({ text: 'gardn' });
  expect(correctedText).toBe('garden');
  await open(page, '/');
  await page.getByRole('combobox', { name: 'What or where' }).fill('gardn');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toHaveText(`${total} projects found`);
  await expect(page.locator('[aria-live=polite]', { hasText: 'Showing results for “garden”. We found nothing for “gardn” as you wrote it.' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'What or where' })).toHaveValue('gardn');
});

test('shows the passage in which the words are', async ({ page, api }) => {
  const { items } = await api.searchProjects({ text: 'garden' });
  const index = items.findIndex(({ highlight }) => highlight?.includes('<mark>'));
  await open(page, '/?text=garden');
  await expect(page.getByRole('article').nth(index).locator('mark').first()).toHaveText(/garden/i);
});

test('leads out of a search that finds nothing, by one step', async ({ page, api }) => {
  // No stay is so short.
  const day = inDays(60);
  const { suggestions } = await api.searchProjects({ country: ['MD'], freeFrom: day, freeTo: day });
  const nearMisses = found(suggestions.find(({ parameter }) => parameter === 'fit'));
  await open(page, `/?country=MD&freeFrom=${day}&freeTo=${day}`);
  const ways = page.getByRole('list', { name: 'Try one of these:' });
  await expect(ways.getByRole('listitem')).toHaveCount(suggestions.length);
  await ways.getByRole('link', { name: new RegExp(`^Also show near misses of your free days: ${nearMisses.total} project`) }).click();
  await expect(page).toHaveURL(`/?country=MD&freeFrom=${day}&freeTo=${day}&fit=any`);
  await expect(page.getByRole('status')).toHaveText(new RegExp(`^${nearMisses.total} projects? found$`));
});

test('leads to closed projects when none is open', async ({ page, api }) => {
  const { suggestions } = await api.searchProjects({ text: 'chisinau' });
  const closed = found(suggestions.find(({ parameter }) => parameter === 'availability'));
  await open(page, '/?text=chisinau');
  await page.getByRole('link', { name: new RegExp(`^Also look at closed projects: ${closed.total} project`) }).click();
  await expect(page.getByRole('status')).toHaveText(new RegExp(`^${closed.total} projects? found$`));
  await expect(page.getByRole('checkbox', { name: 'Ended' })).toBeChecked();
});

test('says of each title in which language it is, and of each topic what it is called in the reader’s', async ({ page, api }) => {
  const { items } = await api.searchProjects();
  const topics = new Map((await api.getReferenceData()).topics.map(({ code, label }) => [code, label]));
  expect(new Set(items.map(({ language }) => language)).size).toBeGreaterThan(3);

  await open(page, '/');
  for (const [index, { title, language, topics: codes }] of items.entries()) {
    const card = page.getByRole('article').nth(index);
    await expect(card.getByRole('link', { name: title, exact: true })).toHaveAttribute('lang', String(language));
    await expect(card).toContainText(codes.map((code) => topics.get(code)).join(' · '));
  }
});

test('says in which language the passage is that matched', async ({ page, api }) => {
  const { items } = await api.searchProjects({ text: 'jardin' });
  const french = found(items.find(({ language }) => language === 'fr'));
  await open(page, '/?text=jardin');
  const card = page.getByRole('article').filter({ has: page.getByRole('link', { name: french.title, exact: true }) }).first();
  await expect(card.locator('p[lang="fr"]:has(mark)')).toBeVisible();
});
