import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, found, open, test } from './support/portal';

const mapOf = (page: Page) => page.getByRole('region', { name: 'Map of the results' });
const clustersOf = (page: Page) => mapOf(page).getByRole('button', { name: /^\d+ projects? here$/ });

/** How many projects the points on the map stand for. */
async function projectsOn(map: Locator): Promise<number> {
  const names = await map.getByRole('button', { name: /^\d+ projects? here$/ }).evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label')));
  return names.reduce((sum, name) => sum + Number.parseInt(String(name)), await map.getByRole('link').count());
}

test('opens beside the list, has the whole search on it, and asks nothing twice', async ({ page, api }) => {
  const { items, total } = await api.searchProjects({ country: ['RO', 'IS'], pageSize: 100 });
  await open(page, '/?country=IS&country=RO');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/v1/')) asked.push(request.url());
  });
  await page.getByRole('link', { name: 'Map', exact: true }).click();
  await expect(page).toHaveURL('/?country=IS&country=RO&map=1');
  await expect(clustersOf(page).first()).toBeVisible();
  expect(await projectsOn(mapOf(page))).toBe(items.filter(({ location }) => location).length);
  await expect(page.getByRole('status')).toHaveText(`${total} projects found`);
  await expect(page.getByRole('article').first()).toBeVisible();
  expect(asked.filter((url) => !url.includes('pageSize=100'))).toEqual([]);
  expect(asked.filter((url) => /[?&]map=/.test(url))).toEqual([]);

  await page.getByRole('link', { name: 'Results', exact: true }).click();
  await expect(page).toHaveURL('/?country=IS&country=RO');
  await expect(mapOf(page)).toHaveCount(0);
});

test('stays while filters change, and says when there is more than it shows', async ({ page, api }) => {
  const { total } = await api.searchProjects();
  await open(page, '/?map=1');
  await expect(mapOf(page)).toContainText(`The first 300 of ${total} projects.`);
  await page.getByRole('checkbox', { name: 'Iceland', exact: true }).check();
  await expect(page).toHaveURL('/?country=IS&map=1');
  const { items } = await api.searchProjects({ country: ['IS'], pageSize: 100 });
  await expect.poll(() => projectsOn(mapOf(page))).toBe(items.filter(({ location }) => location).length);
  await expect(mapOf(page)).not.toContainText('The first');
  await page.getByRole('link', { name: 'Clear all filters' }).click();
  await expect(page).toHaveURL('/?map=1');
});

test('takes clusters apart down to the projects, by keyboard alone', async ({ page, api }) => {
  const { items } = await api.searchProjects({ country: ['IS'], pageSize: 100 });
  await open(page, '/?country=IS&map=1');
  const map = mapOf(page);
  await clustersOf(page).first().waitFor();
  await map.getByRole('button', { name: 'Show all' }).focus();
  await page.keyboard.press('Tab');
  const focused = map.locator(':focus');
  while ((await map.getByRole('link').count()) === 0) {
    await expect(focused).toHaveAccessibleName(/projects here$/);
    const before = await focused.getAttribute('aria-label');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await map.getByRole('link').count()) > 0 || (await focused.getAttribute('aria-label')) !== before).toBe(true);
  }
  const title = String(await map.getByRole('link').first().evaluate((link) => link.getAttribute('aria-label') ?? link.textContent));
  expect(items.map((item) => item.title)).toContain(title);
  await map.getByRole('link', { name: title }).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
});

test('has one stop in the tab order, and arrow keys from point to point', async ({ page }) => {
  await open(page, '/?map=1');
  await clustersOf(page).first().waitFor();
  await mapOf(page).getByRole('button', { name: 'Show all' }).focus();
  await page.keyboard.press('Tab');
  const points = clustersOf(page).or(mapOf(page).getByRole('link'));
  await expect(points.nth(0)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(points.nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(points.last()).toBeFocused();
  await page.keyboard.press('Home');
  await expect(points.nth(0)).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('article').first().getByRole('link')).toBeFocused();
});

test('no point with the focus lies below the buttons or out of sight', async ({ page }) => {
  await open(page, '/?map=1');
  const map = mapOf(page);
  await clustersOf(page).first().waitFor();
  await map.getByRole('button', { name: 'Zoom in' }).click();
  await map.getByRole('button', { name: 'Zoom in' }).click();
  await map.scrollIntoViewIfNeeded();
  await map.getByRole('button', { name: 'Show all' }).focus();
  await page.keyboard.press('Tab');
  const focused = map.locator('.point:focus');
  for (let step = 0; step < 12; step++) {
    await expect
      .poll(() =>
        focused.evaluate((point) => {
          const { left, top, width, height } = point.getBoundingClientRect();
          return point.contains(document.elementFromPoint(left + width / 2, top + height / 2));
        })
      )
      .toBe(true);
    await page.keyboard.press(step % 4 === 3 ? 'ArrowLeft' : 'ArrowRight');
  }
});

test('a card shows its point, and a point its cards', async ({ page, api }) => {
  const project = found((await api.searchProjects({ country: ['IS'] })).items.find(({ location }) => location));
  await open(page, '/?country=IS&map=1');
  const point = clustersOf(page).or(mapOf(page).getByRole('link')).first();
  await point.waitFor();
  const lit = () => point.locator('span').evaluate((span) => getComputedStyle(span).backgroundColor);
  const plain = await lit();
  const card = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: project.title, exact: true }) }).first();
  await card.hover();
  await expect(mapOf(page).getByText(project.title)).toBeVisible();
  await expect.poll(lit).not.toBe(plain);
  await page.mouse.move(1, 1);
  await expect.poll(lit).toBe(plain);
  await expect(card).toHaveCSS('outline-style', 'none');
  await point.focus();
  await expect(card).toHaveCSS('outline-style', 'solid');
});

test('zooms and moves with the mouse, and leaves the wheel to the page until it is used', async ({ page }) => {
  await open(page, '/?map=1');
  await clustersOf(page).first().waitFor();
  const map = mapOf(page);
  await map.scrollIntoViewIfNeeded();
  const shape = map.locator('g');
  const drawn = () => shape.getAttribute('transform');
  const whole = await drawn();

  const box = found((await map.locator('.stage > svg').boundingBox()) ?? undefined);
  const empty = { x: box.x + 20, y: box.y + 30 };
  await page.mouse.move(empty.x, empty.y);
  const scroll = await page.evaluate(() => scrollY);
  await page.mouse.wheel(0, 60);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(scroll + 60);
  expect(await drawn()).toBe(whole);

  await page.mouse.down();
  await page.mouse.move(empty.x + 60, empty.y + 40, { steps: 3 });
  await page.mouse.up();
  const dragged = await drawn();
  expect(dragged).not.toBe(whole);
  await page.mouse.wheel(0, -100);
  await expect.poll(drawn).not.toBe(dragged);
  expect(await page.evaluate(() => scrollY)).toBe(scroll + 60);

  await map.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(drawn).toBe(whole);
  await map.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(drawn).not.toBe(whole);
  await map.getByRole('button', { name: 'Zoom out' }).click();
  await expect.poll(drawn).toBe(whole);
});

test.describe('without its script, its shapes or its style', () => {
  test.use({ expectedComplaints: /Failed to load resource|Failed to fetch dynamically imported module|Unable to preload CSS|load preload assets/ });

  for (const [what, files] of [
    ['script', '**/_app/immutable/**/*.js'],
    ['style', '**/_app/immutable/**/*.css']
  ] as const) {
    test(`says so where the map is, leaves the list alone, and tries again: ${what}`, async ({ page }) => {
      await open(page, '/?country=IS');
      const total = String(await page.getByRole('status').textContent());
      await page.route(files, (route) => route.abort());
      await page.getByRole('link', { name: 'Map', exact: true }).click();
      await expect(mapOf(page).getByRole('alert')).toContainText('We cannot reach our data right now');
      await expect(page.getByRole('status')).toHaveText(total);
      await expect(page.getByRole('article').first()).toBeVisible();
      await expectAccessible(page);

      await page.unroute(files);
      await mapOf(page).getByRole('button', { name: 'Try again' }).click();
      await expect(clustersOf(page).or(mapOf(page).getByRole('link')).first()).toBeVisible();
      await expect(mapOf(page).getByRole('alert')).toHaveCount(0);
      await expect(page.getByRole('article').first()).toBeVisible();
      // With its style, the points lie in a stage of their own.
      const tools = found((await mapOf(page).getByRole('button', { name: 'Zoom in' }).boundingBox()) ?? undefined);
      expect(tools.width).toBeGreaterThanOrEqual(44);
      await expect(page).toHaveURL('/?country=IS&map=1');
    });
  }

  test('does not lose the page as long as nothing can be reached', async ({ page }) => {
    await open(page, '/?country=IS');
    await page.route('**/*', (route) => (route.request().url().includes('/v1/') ? route.fallback() : route.abort()));
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    const alert = mapOf(page).getByRole('alert');
    await expect(alert).toBeVisible();
    for (const attempt of [1, 2]) {
      const asked = page.waitForRequest((request) => request.method() === 'HEAD');
      await mapOf(page).getByRole('button', { name: 'Try again' }).click();
      await asked;
      await expect(alert, `after attempt ${attempt}`).toBeVisible();
      await expect(page.getByRole('article').first()).toBeVisible();
    }
    await page.unroute('**/*');
    await mapOf(page).getByRole('button', { name: 'Try again' }).click();
    await expect(clustersOf(page).or(mapOf(page).getByRole('link')).first()).toBeVisible();
  });
});

test.describe('without an answer', () => {
  test.use({ expectedComplaints: /Failed to load resource/ });

  test('says when its projects do not come, and tries again', async ({ page }) => {
    let broken = true;
    await page.route(/pageSize=100/, (route) => (broken ? route.fulfill({ status: 503, body: '' }) : route.continue()));
    await open(page, '/?country=IS&map=1');
    const alert = mapOf(page).getByRole('alert');
    await expect(alert).toContainText('It is not your fault.');
    await expect(page.getByRole('article').first()).toBeVisible();
    broken = false;
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(alert).toHaveCount(0);
    await expect(clustersOf(page).or(mapOf(page).getByRole('link')).first()).toBeVisible();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('stands in for the list, pinches, and says what a finger touches before it opens it', async ({ page, api }) => {
    const project = found((await api.searchProjects({ country: ['IS'] })).items.find(({ location }) => location));
    await open(page, `/?text=${encodeURIComponent(`"${project.title}"`)}&country=IS`);
    await page.getByRole('link', { name: 'Map', exact: true }).tap();
    await expect(page.getByRole('article')).toHaveCount(0);
    const points = clustersOf(page).or(mapOf(page).getByRole('link'));
    await points.first().waitFor();

    const drawn = () => mapOf(page).locator('g').getAttribute('transform');
    const whole = await drawn();
    await mapOf(page).evaluate((map) => map.scrollIntoView({ block: 'center' }));
    const box = found((await mapOf(page).locator('.stage > svg').boundingBox()) ?? undefined);
    const session = await page.context().newCDPSession(page);
    const fingers = (spread: number) => [-spread, spread].map((x, id) => ({ x: box.x + box.width / 2 + x, y: box.y + box.height - 60, id }));
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(20) });
    for (const spread of [40, 60, 80]) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(spread) });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(drawn).not.toBe(whole);
    expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
    await mapOf(page).getByRole('button', { name: 'Show all' }).tap();
    await expect.poll(drawn).toBe(whole);

    while ((await mapOf(page).getByRole('button', { name: 'Close' }).count()) === 0) {
      const before = await drawn();
      await points.first().tap();
      await expect.poll(async () => (await drawn()) !== before || (await mapOf(page).getByRole('button', { name: 'Close' }).count()) === 1).toBe(true);
    }
    await expectAccessible(page);
    await mapOf(page).getByRole('list', { name: /here$/ }).getByRole('link').first().tap();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(project.title);
    await page.goBack();
    await mapOf(page).waitFor();
    await page.emulateMedia({ media: 'print' });
    await expect(mapOf(page)).toHaveCount(0);
    await expect(page.getByRole('article').first()).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('link', { name: 'Results', exact: true }).tap();
    await expect(page.getByRole('article').first()).toBeVisible();
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('there is the list alone, with no way to a map that would not come', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('article').first()).toBeVisible();
    await expect(page.getByRole('link', { name: 'Map', exact: true })).toBeHidden();
  });
});
