import type { Page } from '@playwright/test';
import type { PortalClient } from '@portal/client';
import { openWith, savedProjects } from './support/saved';
import { alive, expect, found, open, referenceOrganisation, test } from './support/portal';

const widths = [390, 1280];

const firstProjects = async (api: PortalClient) => (await api.searchProjects()).items;

/** Each kind of page there is. */
async function addresses(api: PortalClient): Promise<string[]> {
  return [
    '/',
    '/el?eligibleCountry=GR&topic=edu&sort=start',
    '/?text=garden&map=1',
    `/projects/${found((await firstProjects(api))[0]).id}`,
    '/organisations',
    `/organisations/${await referenceOrganisation(api)}`,
    '/saved',
    '/embed',
    '/developers',
    '/accessibility'
  ];
}

/** What moved without the reader's doing, as the browser saw it. */
async function noteShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    const describe = ({ node, previousRect, currentRect }: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }) =>
      `${node instanceof Element ? node.outerHTML.slice(0, 120) : node?.nodeName} from ${previousRect.y} to ${currentRect.y}`;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { hadRecentInput: boolean; value: number; sources: Parameters<typeof describe>[0][] })[]) {
        if (!entry.hadRecentInput) shifts.push(`${location.pathname} ${entry.value}: ${entry.sources.map(describe).join('; ')}`);
      }
    }).observe({ type: 'layout-shift', buffered: true });
    Object.assign(window, { shifts });
  });
  // Observers are told between two frames.
  return () =>
    page.evaluate(
      () => new Promise<string[]>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve((window as unknown as { shifts: string[] }).shifts)))))
    );
}

/** On a slow network the page is painted long before it comes alive: here, its scripts wait until it is. */
async function holdScriptsUntilPainted(page: Page): Promise<void> {
  await page.route('**/_app/immutable/**/*.js', async (route) => {
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    await route.continue();
  });
}

for (const width of widths) {
  test(`nothing moves while a page loads and comes alive, ${width} pixels wide`, async ({ page, api }) => {
    test.slow();
    await page.setViewportSize({ width, height: width < 1000 ? 844 : 900 });
    const shifts = await noteShifts(page);
    await holdScriptsUntilPainted(page);
    for (const address of await addresses(api)) {
      await page.goto(address, { waitUntil: 'commit' });
      await alive(page);
      await page.waitForLoadState('networkidle');
      expect(await shifts(), address).toEqual([]);
    }
  });

  test(`nothing moves while saved projects come from the device, ${width} pixels wide`, async ({ page, api }) => {
    await page.setViewportSize({ width, height: width < 1000 ? 844 : 900 });
    const shifts = await noteShifts(page);
    await holdScriptsUntilPainted(page);
    const [first, second] = await firstProjects(api);
    const search = { address: '?topic=edu', seen: '2020-01-01T00:00:00Z' };
    await openWith(page, '/saved', { ...savedProjects(found(first), found(second)), searches: [search] });
    await expect(page.getByRole('article')).toHaveCount(3);
    await page.waitForLoadState('networkidle');
    expect(await shifts()).toEqual([]);
  });
}

test('nothing moves when other results come in place of those there are', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const shifts = await noteShifts(page);
  await open(page, '/?topic=edu');
  const total = page.getByRole('status').first();
  const before = await total.textContent();

  // What moves at once is the reader's doing; these come late.
  let pressed = 0;
  await page.route('**/v1/**', async (route) => {
    await page.waitForFunction((since) => performance.now() > since + 1_500, pressed);
    await route.continue();
  });
  pressed = await page.evaluate(() => performance.now());
  await page.getByRole('checkbox', { name: 'Full', exact: true }).check();
  await expect(page).toHaveURL(/availability=full/);
  await expect(total).not.toHaveText(String(before));
  await page.waitForLoadState('networkidle');
  expect(await shifts()).toEqual([]);
});

test('every image says how large it is', async ({ page, api }) => {
  test.slow();
  for (const address of await addresses(api)) {
    await open(page, address);
    await page.waitForLoadState('networkidle');
    const unsized = await page.locator('img, svg, video, iframe, canvas').evaluateAll((images) =>
      images
        // The map fills the place that is kept for it.
        .filter((image) => !image.closest('.map') && !(image.hasAttribute('width') && image.hasAttribute('height')))
        .map(({ outerHTML }) => outerHTML.slice(0, 200))
    );
    expect(unsized, address).toEqual([]);
  }
});

test('no page brings a font: the device has one', async ({ page, api }) => {
  test.slow();
  const fonts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'font') fonts.push(request.url());
  });
  for (const address of await addresses(api)) {
    await open(page, address);
    expect(await page.evaluate(() => [...document.fonts].map(({ family }) => family)), address).toEqual([]);
  }
  expect(fonts).toEqual([]);
});

test('what a page is made of comes compressed, and is kept for a year', async ({ page, api }) => {
  test.slow();
  const files = new Map<string, Record<string, string>>();
  page.on('response', (response) => {
    if (/\/_app\/immutable\//.test(response.url())) files.set(response.url(), response.headers());
  });
  for (const address of await addresses(api)) {
    await open(page, address);
    await page.waitForLoadState('networkidle');
  }
  expect(files.size).toBeGreaterThan(15);
  for (const [address, headers] of files) {
    expect(headers['cache-control'], address).toBe('public,max-age=31536000,immutable');
    expect(headers['content-encoding'], address).toBe('br');
  }
});

test('a page names the messages that it needs, so that it does not ask for them late', async ({ page, api, baseURL }) => {
  test.slow();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/messages/')) asked.push(request.url());
  });
  for (const address of [...(await addresses(api)), '/ro', '/ro/organisations', '/ro/saved']) {
    asked.length = 0;
    const response = found((await page.goto(address)) ?? undefined);
    await alive(page);
    const named = [...(response.headers()['link'] ?? '').matchAll(/<([^>]*\/messages\/[^>]*)>; rel="modulepreload"/g)].map(([, path]) => `${baseURL}${path}`);
    expect(named.length, address).toBeGreaterThan(0);
    // Each once: what is named is what the application asks for.
    expect([...asked].sort(), address).toEqual(named.sort());
  }
});
