import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import type { ProjectSummary } from '@portal/client';
import { test } from './support/altered-api';
import { expect, expectAccessible, found, open } from './support/portal';

test.use({ serviceWorkers: 'allow', expectedComplaints: /Failed to load resource|Not found: / });
test.slow();

/** Saves the first two open projects, with the application on the device. */
async function saveTwo(page: Page, api: { searchProjects(): Promise<{ items: ProjectSummary[] }> }, prefix = ''): Promise<[ProjectSummary, ProjectSummary]> {
  const { items } = await api.searchProjects();
  const projects = [found(items[0]), found(items[1])] as [ProjectSummary, ProjectSummary];
  await open(page, prefix || '/');
  await page.evaluate(() => navigator.serviceWorker.ready);
  for (const { title } of projects) {
    await page.getByRole('article').filter({ has: page.getByRole('link', { name: title, exact: true }) }).getByRole('button').click();
  }
  await expectKept(page, 3);
  return projects;
}

/** Two projects and the code lists. */
async function expectKept(page: Page, count: number): Promise<void> {
  await expect.poll(() => page.evaluate(async () => (await (await caches.open('portal-saved-1')).keys()).length)).toBe(count);
}

const cacheNames = (page: Page) => page.evaluate(() => caches.keys());

test('saved projects are read without a connection, and everything else says so', async ({ page, api, context }) => {
  const [project, other] = await saveTwo(page, api);
  await context.setOffline(true);

  await open(page, '/saved');
  await expect(page.getByText('You are offline.')).toBeVisible();
  await expect(page.getByRole('article').getByRole('heading')).toHaveText([other.title, project.title]);
  await expectAccessible(page);
  await page.getByRole('link', { name: project.title, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(project.title);
  await expect(page.getByRole('complementary', { name: 'At a glance' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(project.title);
  await page.getByRole('heading', { name: 'How to apply' }).waitFor();

  await open(page, `/saved?compare=${project.id}&compare=${other.id}`);
  await expect(page.getByRole('table').getByRole('columnheader')).toHaveCount(3);

  for (const address of ['/?topic=edu', '/organisations', `/organisations/${project.organisation.id}`, `/projects/${found((await api.searchProjects({ page: 2 })).items[0]).id}`]) {
    await open(page, address);
    await expect(page.getByText('You are offline.'), address).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: 'Saved' }), address).toHaveAttribute('href', '/saved');
  }
  await page.getByRole('main').getByRole('link', { name: 'Saved' }).click();
  await expect(page.getByRole('article')).toHaveCount(2);

  await context.setOffline(false);
  await open(page, '/');
  await expect(page.getByRole('article').first()).toBeVisible();
});

test('so they are in another language', async ({ page, api, context }) => {
  const [project] = await saveTwo(page, api, '/ro');
  await context.setOffline(true);
  await open(page, '/ro/saved');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ro');
  await expect(page.getByText('Nu ai conexiune.')).toBeVisible();
  await open(page, `/ro/projects/${project.id}`);
  await expect(page.getByRole('complementary', { name: 'Pe scurt' })).toBeVisible();
});

test('what is removed is not kept', async ({ page, api, context }) => {
  const [project, other] = await saveTwo(page, api);
  await open(page, '/saved');
  await page.getByRole('button', { name: `Saved ${project.title}` }).click();
  await expectKept(page, 2);
  await context.setOffline(true);
  await open(page, `/projects/${project.id}`);
  await expect(page.getByText('You are offline.')).toBeVisible();
  await open(page, `/projects/${other.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(other.title);
});

test('saved projects are read while the API is down', async ({ page, api, alteredApi }) => {
  const [project, other] = await saveTwo(page, api);
  alteredApi.silent = true;
  await open(page, '/saved');
  await expect(page.getByRole('article').getByRole('heading')).toHaveText([other.title, project.title]);
  await open(page, `/projects/${project.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(project.title);
  await expect(page.getByRole('complementary', { name: 'At a glance' })).toBeVisible();

  await open(page, `/organisations/${project.organisation.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We cannot reach our data right now');
  await page.getByRole('main').getByRole('link', { name: 'Saved' }).click();
  await expect(page.getByRole('article')).toHaveCount(2);
});

test('what was withdrawn is taken off the device, but not from the list', async ({ page, api, context }) => {
  const [project, other] = await saveTwo(page, api);
  // Seen by the service worker, too.
  await context.route(`**/v1/projects/${project.id}`, (route) =>
    route.fulfill({ status: 410, json: { status: 410, code: 'projectWithdrawn', detail: 'Withdrawn.' }, headers: { 'access-control-allow-origin': '*' } })
  );
  await open(page, '/saved');
  await expect(page.getByText('No longer published')).toBeVisible();
  await expect(page.getByRole('article').getByRole('heading')).toHaveText([other.title, project.title]);
  await expectKept(page, 2);
});

test('a new release takes the place of the old one and leaves what is saved', async ({ page, api, baseURL }) => {
  let release = '';
  const old = /portal-application-(\w+)/;
  const proxy = createServer(async (request, response) => {
    const answer = await fetch(String(baseURL) + request.url, { headers: { accept: request.headers.accept ?? '*/*' } });
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive'].includes(name)));
    const body = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, headers);
    response.end(release !== '' && request.url === '/service-worker.js' ? body.toString().replaceAll(/\b1\d{12}\b/g, release) : body);
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  await open(page, address);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const { title } = found((await api.searchProjects()).items[0]);
  await page.getByRole('button', { name: `Save ${title}` }).click();
  await expectKept(page, 2);
  const before = (await cacheNames(page)).filter((name) => old.test(name));
  expect(before).toHaveLength(1);

  release = '1999999999999';
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect.poll(() => cacheNames(page).then((names) => names.sort())).toEqual([`portal-application-${release}`, 'portal-saved-1']);

  await page.context().setOffline(true);
  await open(page, `${address}/saved`);
  await expect(page.getByRole('article').getByRole('heading')).toHaveText([title]);
  proxy.close();
  proxy.closeAllConnections();
});
