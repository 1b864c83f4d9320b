/** What part of the world the map shows. Positions are in the units of shapes.json, in which the world is a square. */
export interface View {
  /** What is in the middle. */
  x: number;
  y: number;
  /** Pixels for a unit. */
  scale: number;
}

export interface Position {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** How far in and out one can go: the shapes are too coarse for more, and the world is no larger. */
export const scales = { least: 0.02, most: 2 };

/** Where nothing else decides, a place is shown with its country around it. */
const closestFit = 0.5;
const roomForPoints = 56;

/** Web Mercator, which every reader knows from other maps. */
export function project({ latitude, longitude }: { latitude: number; longitude: number }, worldWidth: number): Position {
  const angle = (Math.min(85, Math.max(-85, latitude)) * Math.PI) / 180;
  return {
    x: ((longitude + 180) / 360) * worldWidth,
    y: worldWidth * (0.5 - Math.log(Math.tan(Math.PI / 4 + angle / 2)) / (2 * Math.PI))
  };
}

/** The closest view with all positions in it. */
export function fit(positions: Position[], size: Size, most = closestFit): View {
  const xs = positions.map(({ x }) => x);
  const ys = positions.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(
    Math.max(1, size.width - 2 * roomForPoints) / Math.max(1, right - left),
    Math.max(1, size.height - 2 * roomForPoints) / Math.max(1, bottom - top),
    most
  );
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.max(scales.least, scale) };
}

/** The same view nearer or farther; what is at the given pixels from the middle stays there. */
export function zoomed(view: View, factor: number, at: Position = { x: 0, y: 0 }): View {
  const scale = Math.min(scales.most, Math.max(scales.least, view.scale * factor));
  return {
    x: view.x + at.x / view.scale - at.x / scale,
    y: view.y + at.y / view.scale - at.y / scale,
    scale
  };
}

/** The same view moved by pixels; its middle stays in the world. */
export function moved(view: View, by: Position, worldWidth: number): View {
  const within = (value: number) => Math.min(worldWidth, Math.max(0, value));
  return { ...view, x: within(view.x - by.x / view.scale), y: within(view.y - by.y / view.scale) };
}

/** Where a position is, in pixels from the map's top left corner. */
export function onScreen(position: Position, view: View, size: Size): Position {
  return {
    x: size.width / 2 + (position.x - view.x) * view.scale,
    y: size.height / 2 + (position.y - view.y) * view.scale
  };
}
