import { expect, inject, test } from 'vitest';
import { changes, createPortalClient, sync } from '@portal/client';
import type { Changes, ChangeStore, ProjectData, ProjectWrite } from '@portal/client';
import { json, standingClock } from './answers.js';

const baseUrl = inject('apiUrl');
const partner = createPortalClient({ baseUrl, key: inject('apiKey') });
const countries = ['MD', 'RO', 'FR', 'IT'];

/** Random, and the same in every run. */
function chanceOf(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** Takes changes whole or not at all, and now and then dies before or just after. */
class Store implements ChangeStore<ProjectData> {
  records = new Map<string, ProjectData>();
  saved: string | undefined;
  pages: Changes<ProjectData>[] = [];

  constructor(readonly crashes: (oneIn: number) => boolean = () => false) {}

  position() {
    return this.saved;
  }

  async apply(page: Changes<ProjectData>) {
    const records = new Map(this.records);
    for (const project of page.updated) {
      if (this.crashes(80)) throw new Error('crash');
      records.set(project.id, project);
    }
    for (const id of page.deleted) records.delete(id);
    if (this.crashes(8)) throw new Error('crash');
    this.records = records;
    this.saved = page.position;
    this.pages.push(page);
    if (this.crashes(8)) throw new Error('crash');
  }
}

const write = (title: string, country: string): ProjectWrite =>
  ({ organisationExternalId: 'sync', title, country, startsOn: '2099-04-01', endsOn: '2099-05-31' });

test.each([1, 2, 3])('makes a copy equal to the portal whatever fails while others write (%i)', async (seed) => {
  const chance = chanceOf(seed);
  await partner.upsertOrganisation('sync', { name: 'Those who change', country: 'MD' });

  /** Every third request goes wrong in one way or another, on its way there or back. */
  const faulty: typeof fetch = async (input, init) => {
    switch (chance(15)) {
      case 0: throw new TypeError('refused');
      case 1: return json({ code: 'busy', detail: 'Not now.' }, 503, { 'retry-after': String(chance(90)) });
      case 2: return new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } });
      case 3: await (await fetch(input, init)).arrayBuffer(); throw new TypeError('lost');
      case 4: {
        const whole = await (await fetch(input, init)).text();
        return new Response(new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode(whole.slice(0, whole.length / 2)));
            controller.error(new TypeError('terminated'));
          },
        }), { headers: { 'content-type': 'application/json' } });
      }
      default: return fetch(input, init);
    }
  };
  const portal = createPortalClient({ baseUrl, fetch: faulty, retry: { clock: standingClock() } });
  const store = new Store((oneIn) => chance(oneIn) === 0);
  let crashes = 0;
  const toTheEnd = async () => {
    for (;;) {
      try {
        await sync(portal, store, { filter: { country: ['RO', 'MD'] }, pageSize: 50 });
        return;
      } catch {
        crashes += 1;
      }
    }
  };

  let writes = true;
  const writing = (async () => {
    const some = chanceOf(seed + 100);
    for (let count = 0; count < 80; count++) {
      const key = `sync-${some(30)}`;
      if (some(3) === 0) await partner.withdrawProject(key).catch((error: { status: number }) => { expect(error.status).toBe(404); });
      else await partner.upsertProject(key, write(`Title ${seed} ${count}`, countries[some(4)]!));
    }
  })().finally(() => { writes = false; });
  do await toTheEnd(); while (writes);
  await writing;
  await toTheEnd();

  const published: [string, string][] = [];
  let cursor: string | null = null;
  do {
    const page = await partner.searchProjects({ country: ['MD', 'RO'], availability: ['open', 'full', 'deadlinePassed', 'ended'], pageSize: 100, ...(cursor && { cursor }) });
    published.push(...page.items.map(({ id, title }): [string, string] => [id, title]));
    cursor = page.next;
  } while (cursor);
  expect(crashes).toBeGreaterThan(0);
  expect(published.length).toBeGreaterThan(10);
  expect([...store.records.values()].map(({ id, title }) => [id, title]).sort()).toEqual(published.sort());
}, 60_000);

test('goes on where it was left, and has nothing to do at the end', async () => {
  const store = new Store();
  const first = await sync(partner, store, { filter: { country: ['FR'] }, pageSize: 100 });
  expect(first.updated).toBeGreaterThan(0);
  expect(store.pages.length).toBeGreaterThan(1);
  const [page] = store.pages;
  const rest = [];
  for await (const later of changes(partner, { filter: { country: ['FR'] }, pageSize: 100, position: page!.position })) rest.push(later);
  expect(rest).toEqual(store.pages.slice(1));
  expect(await sync(partner, store, { filter: { country: ['FR', 'FR'] } })).toEqual({ updated: 0, deleted: 0, unknown: 0, position: first.position });
});

test('begins anew for another filter, and keeps only what it lets through', async () => {
  const store = new Store();
  const held = () => new Set([...store.records.values()].map(({ country }) => country));
  await sync(partner, store, { filter: { country: ['FR', 'IT'] } });
  expect(held()).toEqual(new Set(['FR', 'IT']));
  await sync(partner, store, { filter: { country: ['IT', 'DE'] } });
  expect(held()).toEqual(new Set(['IT', 'DE']));
});

test('follows organisations too, with their own data', async () => {
  const names: string[] = [];
  for await (const { updated } of changes(partner, { feed: 'organisations', filter: { country: ['FR'] } })) names.push(...updated.map(({ name }) => name));
  expect(names.length).toBeGreaterThan(0);
  // @ts-expect-error: organisations have no organisation, and a store of projects is none of organisations.
  await expect(sync(partner, new Store(), { feed: 'organisations', filter: { organisationId: ['x'] } })).rejects.toMatchObject({ status: 400 });
});

const feed = 'https://portal.example/v1/changes/projects';
const answering = (...pages: { next: string; items: unknown[] }[]) => {
  let asked = 0;
  return createPortalClient({ baseUrl: 'https://portal.example', retry: false, fetch: async () => json(pages[Math.min(asked++, pages.length - 1)]) });
};

test('tells what it does not know and is not stopped by it', async () => {
  const unknown = [
    { kind: 'project', state: 'paused', id: 'a', modified: 5, data: { mood: 'good' } },
    { kind: 'festival', state: 'updated', id: 'b', modified: 6 },
    { kind: 'project', state: 'updated', id: 'c', modified: 7 },
  ];
  const store = new Store();
  const portal = answering({ next: `${feed}?afterChangeNumber=8`, items: [...unknown, { kind: 'project', state: 'deleted', id: 'd', modified: 8 }] }, { next: `${feed}?afterChangeNumber=8`, items: [] });
  expect(await sync(portal, store)).toEqual({ updated: 0, deleted: 1, unknown: 3, position: 'projects?afterChangeNumber=8' });
  expect(store.pages[0]!.unknown).toEqual(unknown);
});

test.each([`${feed}?afterChangeNumber=0`, feed])('takes a feed that does not move on for an error: %s', async (next) => {
  const portal = answering({ next, items: [{ kind: 'project', state: 'deleted', id: 'd', modified: 8 }] });
  await expect(sync(portal, new Store())).rejects.toThrow('does not move on');
});

test('follows for ever, and ends at its signal', async () => {
  const clock = standingClock();
  const controller = new AbortController();
  const asked: string[] = [];
  const portal = createPortalClient({
    baseUrl: 'https://portal.example',
    fetch: async (input, init) => {
      asked.push(new URL(new Request(input, init).url).searchParams.get('afterChangeNumber')!);
      if (asked.length === 4) controller.abort();
      const items = asked.length === 3 ? [{ kind: 'project', state: 'deleted', id: 'd', modified: 8 }] : [];
      return json({ next: `${feed}?afterChangeNumber=${asked.length < 3 ? 0 : 8}`, items });
    },
  });
  await expect(sync(portal, new Store(), { pollMs: 60_000, clock, signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
  expect(asked).toEqual(['0', '0', '0', '8']);
  expect(clock.waits).toEqual([60_000, 60_000]);
});
