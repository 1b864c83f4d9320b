import { describe, expect, it } from 'vitest';
import { canBeTakenApart, clustersOf } from './clusters';

const placed = (id: string, x: number, y = 0) => ({ id, position: { x, y } });
const ids = (scale: number, ...items: ReturnType<typeof placed>[]) => clustersOf(items, scale).map((cluster) => cluster.items.map(({ id }) => id));

describe('clusters', () => {
  it('put what would lie on each other together, and nothing else', () => {
    expect(ids(1, placed('a', 0), placed('b', 45), placed('c', 100))).toEqual([['a', 'b'], ['c']]);
    expect(ids(1, placed('a', 0), placed('b', 0, 47))).toEqual([['a'], ['b']]);
  });

  it('come apart nearer by', () => {
    expect(ids(2, placed('a', 0), placed('b', 45))).toEqual([['a'], ['b']]);
  });

  it('hold every item once, from west to east', () => {
    const items = Array.from({ length: 300 }, (_, index) => placed(String(index), (index * 7919) % 1000, (index * 104729) % 1000));
    const clusters = clustersOf(items, 0.3);
    expect(clusters.flatMap((cluster) => cluster.items).length).toBe(300);
    expect(new Set(clusters.flatMap((cluster) => cluster.items)).size).toBe(300);
    const xs = clusters.map(({ position }) => position.x);
    expect(xs).toEqual([...xs].sort((one, other) => one - other));
  });

  it('know whether zooming in helps', () => {
    const [same] = clustersOf([placed('a', 5), placed('b', 5)], 1);
    const [near] = clustersOf([placed('a', 5), placed('b', 40)], 1);
    expect(same && canBeTakenApart(same)).toBe(false);
    expect(near && canBeTakenApart(near)).toBe(true);
  });
});
