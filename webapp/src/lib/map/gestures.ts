import type { Position } from './view';

export interface Reactions {
  move: (by: Position) => void;
  /** Says whether it changed anything. */
  zoom: (factor: number, at: Position) => boolean;
  /** A press on no point, in pixels from the top left corner. */
  press: (at: Position) => void;
}

/** Less than this is the tremble of a hand. */
const tremble = 4;

/**
 * What a mouse, a pen and fingers do on a map: drag it, pinch it, turn the wheel, press a place.
 * The page stays free to scroll: one finger is left to it, and so is the wheel until the reader has pressed the map
 * or holds the key that zooms everywhere.
 */
export function gestures(element: HTMLElement, { move, zoom, press }: Reactions): () => void {
  const pointers = new Map<number, Position>();
  let start: Position | null = null;
  let dragged = false;
  let engaged = false;

  const at = (event: MouseEvent): Position => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  /** The words that lie on the map are read and scrolled as any others. */
  const isOutside = (target: EventTarget | null) => target instanceof Element && target.closest('.about') !== null;
  const onGround = (target: EventTarget | null) => target instanceof Element && !target.closest('a, button, .about');

  const listeners: { [Name in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Name]) => void } = {
    pointerdown(event) {
      if (event.button !== 0 || isOutside(event.target)) return;
      pointers.set(event.pointerId, at(event));
      start = pointers.size === 1 ? at(event) : null;
      dragged = pointers.size > 1;
      engaged = true;
    },
    pointermove(event) {
      const from = pointers.get(event.pointerId);
      if (!from) return;
      const to = at(event);
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map(([, position]) => position);
      if (other) {
        const distances = [from, to].map(({ x, y }) => Math.hypot(x - other.x, y - other.y)) as [number, number];
        // Each finger moves the middle between the two half as far as it goes itself.
        move({ x: (to.x - from.x) / 2, y: (to.y - from.y) / 2 });
        if (distances[0] > 0) zoom(distances[1] / distances[0], { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 });
      } else if (event.pointerType === 'touch') {
        return;
      } else if (dragged || (start && Math.hypot(to.x - start.x, to.y - start.y) > tremble)) {
        if (!dragged) {
          dragged = true;
          element.setPointerCapture(event.pointerId);
          element.dataset['dragging'] = '';
        }
        move({ x: to.x - from.x, y: to.y - from.y });
      } else {
        return;
      }
      pointers.set(event.pointerId, to);
    },
    pointerup: release,
    pointercancel: release,
    pointerleave() {
      engaged = false;
    },
    click(event) {
      // Where a drag ends nothing is meant to be pressed.
      if (dragged) event.preventDefault();
      else if (onGround(event.target)) press(at(event));
      if (dragged) event.stopPropagation();
      dragged = false;
    },
    wheel(event) {
      if (isOutside(event.target)) return;
      if (!engaged && !event.ctrlKey && !event.metaKey) return;
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1);
      if (zoom(Math.exp(-Math.max(-200, Math.min(200, pixels)) / (event.ctrlKey ? 100 : 300)), at(event)) || event.ctrlKey) event.preventDefault();
    },
    // Two fingers are for the map: without this the page would scroll and zoom with them.
    touchmove(event) {
      if (event.touches.length > 1 && event.cancelable) event.preventDefault();
    },
    dragstart(event) {
      event.preventDefault();
    }
  };

  function release(event: PointerEvent) {
    pointers.delete(event.pointerId);
    if (pointers.size > 0) return;
    start = null;
    delete element.dataset['dragging'];
  }

  for (const [name, listener] of Object.entries(listeners)) {
    // Before the points in it, and able to keep the page from scrolling.
    element.addEventListener(name, listener as EventListener, { passive: false, capture: name === 'click' });
  }
  return () => {
    for (const [name, listener] of Object.entries(listeners)) {
      element.removeEventListener(name, listener as EventListener, { capture: name === 'click' });
    }
  };
}
