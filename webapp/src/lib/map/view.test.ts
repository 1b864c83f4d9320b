import { describe, expect, it } from 'vitest';
import shapes from './shapes.json';
import { fit, moved, onScreen, project, scales, zoomed } from './view';

const size = { width: 400, height: 500 };

describe('the view of the map', () => {
  it('puts the corners of the world where Web Mercator has them', () => {
    expect(project({ latitude: 0, longitude: 0 }, 1000)).toEqual({ x: 500, y: 500 });
    expect(project({ latitude: 66.51326, longitude: -180 }, 1000).y).toBeCloseTo(250, 3);
    expect(project({ latitude: 90, longitude: 180 }, 1000).y).toBeGreaterThanOrEqual(0);
  });

  it('shows all positions, and leaves room around them', () => {
    const positions = [
      { x: 8000, y: 4000 },
      { x: 9500, y: 6500 }
    ];
    const view = fit(positions, size);
    for (const { x, y } of positions.map((position) => onScreen(position, view, size))) {
      expect(x).toBeGreaterThanOrEqual(40);
      expect(x).toBeLessThanOrEqual(size.width - 40);
      expect(y).toBeGreaterThanOrEqual(40);
      expect(y).toBeLessThanOrEqual(size.height - 40);
    }
  });

  it('does not go nearer to a single place than its country', () => {
    expect(fit([{ x: 1, y: 1 }], size)).toEqual({ x: 1, y: 1, scale: 0.5 });
  });

  it('keeps what is under the pointer while zooming', () => {
    const view = { x: 5000, y: 5000, scale: 0.1 };
    const at = { x: 100, y: -50 };
    const position = { x: view.x + at.x / view.scale, y: view.y + at.y / view.scale };
    const screen = onScreen(position, zoomed(view, 2, at), size);
    expect(screen.x).toBeCloseTo(300);
    expect(screen.y).toBeCloseTo(200);
  });

  it('stops at the nearest and the farthest scale, and at the edge of the world', () => {
    const view = { x: 10, y: 10, scale: 1 };
    expect(zoomed(view, 1000).scale).toBe(scales.most);
    expect(zoomed(view, 0.0001).scale).toBe(scales.least);
    expect(moved(view, { x: 50, y: -50 }, 1000)).toEqual({ x: 0, y: 60, scale: 1 });
  });
});

describe('the shapes', () => {
  it('are small', () => {
    expect(JSON.stringify(shapes).length).toBeLessThan(120_000);
  });

  it('stay in the world', () => {
    const starts = [...shapes.land.matchAll(/M(\d+)[ -](\d+)/g)].map(([, x]) => Number(x));
    expect(starts.length).toBeGreaterThan(200);
    expect(Math.max(...starts)).toBeLessThan(shapes.width * 1.05);
  });
});
