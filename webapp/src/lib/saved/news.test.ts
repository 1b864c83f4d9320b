import type { GetProjectFeedQuery, PortalClient } from '@portal/client';
import { describe, expect, it } from 'vitest';
import { newsOf } from './news';

const minute = (number: number) => new Date(Date.UTC(2027, 0, 10, 0, number)).toISOString();

/** An API with so many projects, one published each minute. */
function portalWith(total: number) {
  const published = Array.from({ length: total }, (_, index) => minute(index + 1)).reverse();
  const asked: GetProjectFeedQuery[] = [];
  const getProjectFeed = async (query: GetProjectFeedQuery) => {
    asked.push(query);
    const from = Number(query.cursor ?? 0);
    const to = from + (query.pageSize ?? 20);
    const next_url = to < total ? `https://api.example/v1/projects/feed?cursor=${to}` : undefined;
    return JSON.stringify({ items: published.slice(from, to).map((date_published) => ({ date_published })), next_url });
  };
  return { portal: { getProjectFeed } as unknown as PortalClient, asked };
}

describe('what is new in a search', () => {
  it('is what was published after the newest one seen', async () => {
    const { portal, asked } = portalWith(250);
    expect(await newsOf(portal, { country: ['RO'] }, minute(247))).toEqual({ count: 3, newest: minute(250) });
    expect(asked).toEqual([expect.objectContaining({ country: ['RO'], format: 'json' })]);
  });

  it('is counted over pages', async () => {
    const { portal, asked } = portalWith(250);
    expect(await newsOf(portal, {}, minute(20))).toEqual({ count: 230, newest: minute(250) });
    expect(asked).toHaveLength(4);
  });

  it('is nothing where nothing came, and where counting begins', async () => {
    expect(await newsOf(portalWith(3).portal, {}, minute(3))).toEqual({ count: 0, newest: minute(3) });
    expect(await newsOf(portalWith(3).portal, {}, null)).toEqual({ count: 0, newest: minute(3) });
    expect(await newsOf(portalWith(0).portal, {}, null)).toEqual({ count: 0, newest: '' });
  });

  it('is nothing where the newest one seen is gone', async () => {
    expect(await newsOf(portalWith(3).portal, {}, minute(9))).toEqual({ count: 0, newest: minute(9) });
  });

  it('is everything where there was nothing before', async () => {
    expect(await newsOf(portalWith(2).portal, {}, '')).toEqual({ count: 2, newest: minute(2) });
  });

  it('does not walk through an archive', async () => {
    const { portal, asked } = portalWith(5_000);
    await newsOf(portal, {}, '');
    expect(asked).toHaveLength(10);
  });
});
