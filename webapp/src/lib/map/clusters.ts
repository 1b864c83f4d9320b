import { scales, type Position } from './view';

export interface Placed {
  id: string;
  position: Position;
}

export interface Cluster<Item extends Placed> {
  /** That of the first item: it stays the same while the reader zooms in on it. */
  id: string;
  position: Position;
  items: Item[];
}

/** Points are fingertips wide: nearer ones would lie on each other. */
const leastDistance = 46;

/** The items by where they are, from west to east; those too near each other to be told apart are one. */
export function clustersOf<Item extends Placed>(items: Item[], scale: number): Cluster<Item>[] {
  const clusters: Cluster<Item>[] = [];
  for (const item of items) {
    const near = clusters.find(({ position }) => distance(position, item.position) * scale < leastDistance);
    if (near) near.items.push(item);
    else clusters.push({ id: item.id, position: item.position, items: [item] });
  }
  return clusters.sort((one, other) => one.position.x - other.position.x);
}

/** Whether zooming in takes a cluster apart. */
export function canBeTakenApart({ items }: Cluster<Placed>): boolean {
  return clustersOf(items, scales.most).length > 1;
}

function distance(one: Position, other: Position): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
