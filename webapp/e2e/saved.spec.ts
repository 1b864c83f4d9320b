import type { Page } from '@playwright/test';
import { unknownKey, withdrawnProject } from './support/addresses';
import { expect, expectAccessible, found, open, test } from './support/portal';
import { openWith, savedProjects } from './support/saved';

test.use({ expectedComplaints: /Failed to load resource.*(400|404|410|503)/ });

test('a project is saved from the results and from its page, and can be saved again after it was removed', async ({ page, api }) => {
  const { items } = await api.searchProjects();
  const [first, second] = [found(items[0]), found(items[1])];
  await open(page, '/');
  await page.getByRole('article').first().getByRole('button', { name: `Save ${first.title}`, pressed: false }).click();
  await expect(page.getByRole('article').first().getByRole('button', { name: `Saved ${first.title}`, pressed: true })).toBeFocused();

  await open(page, `/projects/${second.id}`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Saved', exact: true, pressed: true })).toBeVisible();

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Saved' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Saved on this device');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(page.getByRole('article').getByRole('heading')).toHaveText([second.title, first.title]);
  const count = page.getByRole('status').filter({ hasText: /project/ });
  await expect(count).toHaveText('2 projects');

  await page.getByRole('button', { name: `Saved ${second.title}` }).click();
  await expect(count).toHaveText('1 project');
  await page.getByRole('button', { name: `Save ${second.title}` }).click();
  await expect(count).toHaveText('2 projects');
  await page.getByRole('button', { name: `Saved ${second.title}` }).click();
  await page.reload();
  await expect(page.getByRole('article').getByRole('heading')).toHaveText([first.title]);
});

test('tabs keep in step', async ({ page, context, api }) => {
  const { title } = found((await api.searchProjects()).items[0]);
  await open(page, '/');
  const other = await context.newPage();
  await open(other, '/saved');
  await expect(other.getByText('You have not saved anything yet.')).toBeVisible();

  await page.getByRole('button', { name: `Save ${title}` }).click();
  await expect(other.getByRole('article').getByRole('heading')).toHaveText(title);
  await other.getByRole('button', { name: `Saved ${title}` }).click();
  await expect(page.getByRole('button', { name: `Save ${title}`, pressed: false })).toBeVisible();
});

test('what is broken on the device does not break the page', async ({ page, api }) => {
  const project = found((await api.searchProjects()).items[0]);
  await openWith(page, '/saved', '{"projects":[');
  await expect(page.getByText('You have not saved anything yet.')).toBeVisible();
  await openWith(page, '/saved', { version: 7, projects: [4, project, { id: '../x', title: 'x' }], searches: 'none' });
  await expect(page.getByRole('article').getByRole('heading')).toHaveText([project.title]);
});

test('a saved project says that it is closed, or no longer published', async ({ page, api, troubledUrl }) => {
  const ended = found((await api.searchProjects({ availability: ['ended'] })).items[0]);
  const withdrawn = { id: withdrawnProject, title: 'A withdrawn one' };
  const unknown = { id: unknownKey, title: 'An unknown one' };
  await openWith(page, `${troubledUrl}/saved`, savedProjects(ended, withdrawn, unknown));

  await expect(page.getByRole('listitem').filter({ hasText: ended.title })).toContainText(/This project ended on .*\d{4}\./);
  await expect(page.getByText('No longer published')).toHaveCount(2);
  await page.getByRole('button', { name: 'Remove A withdrawn one' }).click();
  await expect(page.getByRole('button', { name: 'Save A withdrawn one' })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('article').getByRole('heading')).toHaveText([ended.title, 'An unknown one']);
});

test('a saved search tells what is new since the last visit, and where to follow it', async ({ page, context, api }) => {
  const { total } = await api.searchProjects({ country: ['RO'] });
  await open(page, '/?country=RO&sort=newest');
  await page.getByRole('button', { name: 'Save this search' }).click();
  await expect(page.getByRole('button', { name: 'Saved', exact: true, pressed: true })).toBeVisible();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('portal.saved'))).toMatch(/"seen":"\d{4}-/);

  await open(page, '/saved');
  const search = page.getByRole('region', { name: 'Saved searches' }).getByRole('article');
  await expect(search.getByRole('link', { name: 'Romania', exact: true })).toHaveAttribute('href', '/?country=RO');
  await expect(search.getByRole('link', { name: 'News feed: Romania' })).toHaveAttribute('href', /\/v1\/projects\/feed\?country=RO.*&format=atom/);
  await expect(search.getByRole('link', { name: 'Calendar of deadlines: Romania' })).toHaveAttribute('href', /\/v1\/projects\/deadlines\.ics\?country=RO/);
  await expect(search.getByText(/since your last visit/)).toHaveCount(0);

  // As if the reader had been here last before any of them was published.
  await page.evaluate(() => {
    sessionStorage.clear();
    localStorage.setItem('portal.saved', String(localStorage.getItem('portal.saved')).replace(/"seen":"[^"]+"/, '"seen":"2020-01-01T00:00:00Z"'));
  });
  await page.reload();
  const news = search.getByRole('status').getByRole('link', { name: `${total} new projects since your last visit` });
  await expect(news).toHaveAttribute('href', '/?country=RO&sort=newest');
  // They stay new for as long as this visit lasts.
  await page.reload();
  await expect(news).toBeVisible();

  const nextVisit = await context.newPage();
  const asked = nextVisit.waitForResponse(/\/v1\/projects\/feed/);
  await open(nextVisit, '/saved');
  await asked;
  await expect(nextVisit.getByRole('link', { name: 'Romania', exact: true })).toBeVisible();
  await expect(nextVisit.getByText(/since your last visit/)).toHaveCount(0);

  await nextVisit.getByRole('button', { name: 'Remove Romania' }).click();
  await nextVisit.reload();
  await expect(nextVisit.getByText('You have not saved anything yet.')).toBeVisible();
});

test('projects are compared by keyboard, and the address keeps the comparison', async ({ page, api, browser }) => {
  const projects = (await api.searchProjects()).items.slice(0, 3);
  const [first, second] = [found(projects[0]), found(projects[1])];
  await openWith(page, '/saved', savedProjects(...projects));

  await page.getByRole('checkbox', { name: `Compare ${first.title}` }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Compare the chosen projects' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Choose two to four projects.');
  await page.getByRole('checkbox', { name: `Compare ${second.title}` }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'Compare projects' })).toBeFocused();
  const table = page.getByRole('table', { name: 'Compare projects' });
  await expect(table.getByRole('columnheader')).toHaveText(['Project name', new RegExp(escaped(first.title)), new RegExp(escaped(second.title))]);
  await expect(table.getByRole('rowheader')).toHaveText([
    'Status',
    'Deadline',
    'When',
    'How long',
    'Where',
    'Who can go',
    'Alone or together',
    'Topics',
    'Participants with fewer opportunities'
  ]);
  await expect(table.getByRole('row', { name: /^Status/ })).toContainText('Open');
  const address = page.url();
  expect(address).toMatch(new RegExp(`/saved\\?compare=${first.id}&compare=${second.id}$`));

  await page.goBack();
  await expect(table).toBeHidden();
  await page.goForward();
  await expect(table).toBeVisible();
  await page.reload();
  await expect(table).toBeVisible();

  // Somebody who has saved nothing.
  const elsewhere = await browser.newContext({ serviceWorkers: 'block' });
  const theirs = await elsewhere.newPage();
  await theirs.goto(address);
  await expect(theirs.getByRole('table', { name: 'Compare projects' }).getByRole('columnheader')).toHaveCount(3);
  await elsewhere.close();
});

test('a comparison scrolls within itself on a phone, by keyboard', async ({ page, api }) => {
  const ids = (await api.searchProjects()).items.slice(0, 4).map(({ id }) => `compare=${id}`);
  await page.setViewportSize({ width: 320, height: 640 });
  await open(page, `/saved?${ids.join('&')}`);
  const region = page.getByRole('region', { name: 'Compare projects' });
  await region.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => region.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('search engines leave the page out', async ({ request }) => {
  expect(await (await request.get('/saved')).text()).toContain('<meta name="robots" content="noindex"');
  expect(await (await request.get('/sitemap-en-pages.xml')).text()).not.toContain('/saved');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('nothing offers to save, and the page of saved things says where they are', async ({ page, api }) => {
    for (const address of ['/', `/projects/${found((await api.searchProjects()).items[0]).id}`]) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.getByRole('button', { name: /^Save/ })).toHaveCount(0);
    }
    await page.goto('/saved');
    await expect(page.getByText('Only this device knows what you save.')).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'Search projects' }).click();
    await expect(page.getByRole('article').first()).toBeVisible();
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

test('says which saved search has no answer about news, and asks again', async ({ page, api }) => {
  const { total } = await api.searchProjects({ country: ['RO'] });
  const feed = /\/v1\/projects\/feed/;
  let broken = true;
  await page.route(feed, (route) => (broken ? route.fulfill({ status: 503, body: '' }) : route.continue()));
  await openWith(page, '/saved', { version: 1, projects: [], searches: [{ address: '?country=RO', seen: '2020-01-01T00:00:00Z' }] });
  const search = page.getByRole('region', { name: 'Saved searches' }).getByRole('article');
  await expect(search.getByRole('status')).toContainText('We cannot reach our data right now');
  await expectAccessible(page);

  const refused = page.waitForResponse(feed);
  await search.getByRole('button', { name: 'Try again' }).click();
  await refused;
  await expect(search.getByRole('button', { name: 'Try again' })).toBeFocused();
  broken = false;
  await search.getByRole('button', { name: 'Try again' }).click();
  await expect(search.getByRole('link', { name: `${total} new projects since your last visit` })).toBeVisible();
  await expect(search.getByRole('link', { name: 'Romania', exact: true })).toBeFocused();
  await expect(search.getByRole('button', { name: 'Try again' })).toHaveCount(0);
});

test('a saved search that is refused says so, and is not tried again', async ({ page }) => {
  await openWith(page, '/saved', { version: 1, projects: [], searches: [{ address: '?topic=nothing-like-this', seen: '2020-01-01T00:00:00Z' }] });
  const search = page.getByRole('region', { name: 'Saved searches' }).getByRole('article');
  await expect(search.getByRole('status')).toHaveText('This search cannot be answered');
  await expect(search.getByRole('button', { name: 'Try again' })).toHaveCount(0);
});

test.describe('where the device stores nothing', () => {
  test.use({ expectedComplaints: /Failed to (load resource|fetch dynamically imported module)/ });

  const full = 'Your browser could not keep this.';

  /** Leaves not a single letter of room. */
  const fill = (page: Page) =>
    page.evaluate(() => {
      for (let size = 4_000_000, index = 0; size >= 1; index++) {
        try {
          localStorage.setItem(`filler-${index}`, 'x'.repeat(size));
        } catch {
          size = Math.floor(size / 2);
        }
      }
    });
  const empty = (page: Page) =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('filler-')).forEach((key) => localStorage.removeItem(key)));

  test('because it is full, it says so beside the button, and saves when there is room', async ({ page, api }) => {
    const project = found((await api.searchProjects()).items[0]);
    await open(page, '/');
    await fill(page);
    const card = page.getByRole('article').first();
    const save = card.getByRole('button', { name: `Save ${project.title}` });
    await save.click();
    await expect(card.getByRole('alert')).toContainText(full);
    await expect(save).toHaveAttribute('aria-pressed', 'false');
    await expect(save).toBeFocused();
    await page.getByRole('button', { name: 'Save this search' }).click();
    await expect(page.getByRole('alert').filter({ hasText: full })).toHaveCount(2);
    await expect(page.getByRole('button', { name: 'Save this search', pressed: false })).toBeVisible();
    await expectAccessible(page);

    await open(page, `/projects/${project.id}`);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText(full);
    await open(page, '/saved');
    await expect(page.getByText('You have not saved anything yet.')).toBeVisible();

    await open(page, '/');
    await save.click();
    await expect(card.getByRole('alert')).toBeVisible();
    await empty(page);
    await save.click();
    await expect(card.getByRole('button', { name: `Saved ${project.title}`, pressed: true })).toBeFocused();
    await expect(card.getByRole('alert')).toHaveCount(0);
    await page.reload();
    await expect(card.getByRole('button', { name: `Saved ${project.title}`, pressed: true })).toBeVisible();
  });

  test('what was removed from a full one can be missed: saving it again says so', async ({ page }) => {
    await openWith(page, '/saved', { version: 1, projects: [], searches: [{ address: '?country=RO', seen: '2020-01-01T00:00:00Z' }] });
    await page.getByRole('button', { name: 'Remove Romania' }).click();
    await fill(page);
    await page.getByRole('button', { name: 'Save Romania' }).click();
    await expect(page.getByRole('alert')).toContainText(full);
    await empty(page);
    await page.getByRole('button', { name: 'Save Romania' }).click();
    await expect(page.getByRole('button', { name: 'Remove Romania' })).toBeFocused();
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

  test('because the browser forbids it, it says so in the language of the page', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError');
        }
      });
    });
    await open(page, '/ro');
    const save = page.getByRole('article').first().getByRole('button', { name: /^Salvează / });
    await save.click();
    await expect(page.getByRole('article').first().getByRole('alert')).toContainText('Browserul nu a putut salva.');
    await expect(save).toHaveAttribute('aria-pressed', 'false');
  });

  test('because what saves did not come, it says so, and the next press saves', async ({ page }) => {
    await open(page, '/');
    await page.route('**/_app/immutable/**/*.js', (route) => route.abort());
    const card = page.getByRole('article').first();
    await card.getByRole('button', { name: /^Save / }).click();
    await expect(card.getByRole('alert')).toContainText('Check your connection, or try again in a moment.');
    await page.unroute('**/_app/immutable/**/*.js');
    await card.getByRole('button', { name: /^Save / }).click();
    await expect(card.getByRole('alert')).toHaveCount(0);
    // A browser that remembers the failure needs a new page first.
    await expect(async () => {
      const button = card.getByRole('button', { name: /^Saved? / });
      if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
      await expect(button).toHaveAttribute('aria-pressed', 'true', { timeout: 1_000 });
    }).toPass();
  });
});

for (const [width, colorScheme] of [[320, 'light'], [1280, 'dark']] as const) {
  test.describe(`${width} pixels wide in ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 800 }, colorScheme });

    test('there is room to say that nothing could be saved', async ({ page }) => {
      await open(page, '/');
      await page.evaluate(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException('Full.', 'QuotaExceededError');
        };
      });
      await page.getByRole('button', { name: 'Save this search' }).click();
      await page.getByRole('article').first().getByRole('button', { name: /^Save / }).click();
      await expect(page.getByRole('alert').filter({ hasText: 'Your browser could not keep this.' })).toHaveCount(2);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  });
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  for (const [path, words, search] of [
    ['/saved', 'Saving needs JavaScript', 'Search projects'],
    ['/ro/saved', 'Salvarea are nevoie de JavaScript', 'Caută proiecte']
  ] as const) {
    test(`${path} says that saving needs it, and leads to the search`, async ({ page }) => {
      await page.goto(path);
      // It stands in an element that texts are not looked for in.
      await expect(page.locator('noscript p')).toBeVisible();
      await expect(page.locator('noscript p')).toContainText(words);
      await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
      await page.getByRole('main').getByRole('link', { name: search }).click();
      await expect(page.getByRole('article').first()).toBeVisible();
      // Nothing that could not be done is offered there.
      await expect(page.getByRole('main').getByRole('button', { name: /^(Save|Salvează)/ })).toHaveCount(0);
    });
  }
});
