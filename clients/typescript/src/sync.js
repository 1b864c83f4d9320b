import { realClock } from './clock.js';

/**
 * @import { changes as DeclaredChanges, sync as DeclaredSync } from './index.js'
 * @import { ChangeFilter, Changes, ChangeStore, FeedItem, FeedOptions, From, PortalClient, SyncOptions, SyncResult } from './index.js'
 * @typedef {FeedOptions<'projects' | 'organisations', ChangeFilter>} Feed
 */

// What is written here knows both feeds at once; which data comes with which is what the declarations say.
export const changes = /** @type {typeof DeclaredChanges} */ (walk);
export const sync = /** @type {typeof DeclaredSync} */ (follow);

/**
 * @param {PortalClient} portal
 * @param {ChangeStore<any>} store
 * @param {Feed & SyncOptions} [options]
 * @returns {Promise<SyncResult>}
 */
async function follow(portal, store, { pollMs, clock = realClock, ...feed } = {}) {
  const result = { updated: 0, deleted: 0, unknown: 0, position: (await store.position()) ?? null };
  for (;;) {
    for await (const page of walk(portal, { ...feed, position: result.position })) {
      await store.apply(page);
      result.position = page.position;
      for (const kind of /** @type {const} */ (['updated', 'deleted', 'unknown'])) result[kind] += page[kind].length;
    }
    if (pollMs === undefined) return result;
    await clock.sleep(pollMs, feed.signal);
  }
}

/**
 * @param {PortalClient} portal
 * @param {Feed & From} [options]
 * @returns {AsyncGenerator<Changes<any>, void, undefined>}
 */
async function* walk(portal, { feed = 'projects', filter = {}, position, pageSize = 500, signal } = {}) {
  const start = startOf(feed, filter);
  // What was saved for other filters says nothing about these. From the beginning, what does not match comes as deleted.
  let after = position?.startsWith(start) ? Number(position.slice(start.length)) : 0;
  for (;;) {
    const query = { ...filter, afterChangeNumber: after, limit: pageSize };
    const page = await (feed === 'projects' ? portal.getProjectChanges(query, { signal }) : portal.getOrganisationChanges(query, { signal }));
    if (page.items.length === 0) return;
    const next = Number(new URL(page.next).searchParams.get('afterChangeNumber'));
    if (!(next > after)) throw new Error(`The change feed does not move on: after change ${after} comes ${page.next}.`);
    after = next;
    yield sorted(page.items, feed.slice(0, -1), start + after);
  }
}

/**
 * @param {readonly FeedItem[]} items
 * @param {string} kind
 * @param {string} position
 * @returns {Changes<any>}
 */
function sorted(items, kind, position) {
  /** @type {Changes<any>} */
  const page = { updated: [], deleted: [], unknown: [], position };
  for (const item of items) {
    if (item.kind === kind && item.state === 'updated' && item.data) page.updated.push(item.data);
    else if (item.kind === kind && item.state === 'deleted') page.deleted.push(item.id);
    else page.unknown.push(item);
  }
  return page;
}

/**
 * Which feed a position belongs to: its name and filters, in one order.
 *
 * @param {string} feed
 * @param {ChangeFilter} filter
 */
function startOf(feed, filter) {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(filter).sort()) {
    for (const value of [...new Set(values)].sort()) query.append(name, value);
  }
  query.append('afterChangeNumber', '');
  return `${feed}?${query}`;
}
