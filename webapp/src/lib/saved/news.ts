import type { GetProjectFeedQuery, PortalClient } from '@portal/client';

export interface News {
  /** How many projects came since. */
  count: number;
  /** When the newest project that there is was published; empty where there is none. */
  newest: string;
}

/** What is read of the feed, which is JSON Feed 1.1. */
interface Feed {
  items: { date_published: string }[];
  next_url?: string;
}

/** Few come between two visits. Where they are many, the rest is read in large pages. */
const pageSizes = { first: 20, further: 100 };
/** More than anybody reads: then the walk is over. */
const mostPages = 10;

/**
 * What a search finds that was published after the newest project seen so far, as its feed tells it: there the last
 * published comes first, with its time. Where nothing was seen yet, this is where counting begins.
 */
export async function newsOf(portal: PortalClient, query: GetProjectFeedQuery, seen: string | null): Promise<News> {
  const mark = seen ? Date.parse(seen) : -Infinity;
  let newest = seen ?? '';
  let count = 0;
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const pageSize = seen === null ? 1 : page === 0 ? pageSizes.first : pageSizes.further;
    const { items, next_url } = JSON.parse(await portal.getProjectFeed({ ...query, format: 'json', pageSize, cursor })) as Feed;
    const later = items.filter(({ date_published }) => Date.parse(date_published) > mark);
    if (page === 0) newest = later[0]?.date_published ?? newest;
    if (seen === null) break;
    count += later.length;
    cursor = (next_url && new URL(next_url).searchParams.get('cursor')) || undefined;
    if (later.length < items.length || !cursor) break;
  }
  return { count, newest };
}

const key = 'portal.seen-before';

/**
 * What was seen when this visit began. A visit lasts as long as its tab, so that news stay news when the reader has
 * looked at them and comes back.
 */
export function seenBefore(address: string, seen: string | null): string | null {
  try {
    const marks = new Map<string, string>(JSON.parse(sessionStorage.getItem(key) ?? '[]'));
    const known = marks.get(address);
    if (known !== undefined || seen === null) return known ?? seen;
    sessionStorage.setItem(key, JSON.stringify([...marks.set(address, seen)]));
  } catch {
    // Nothing is remembered: then news are told once.
  }
  return seen;
}
