/**
 * Runs in the page before anything of its own. Has the browser itself say when an element was painted (Element Timing), and
 * writes it into the trace as a mark: "awaited" is what readers come for, "alive" is when the page answers input.
 */
export function watch({ awaited, alive }) {
  const marked = new Set();
  const mark = (name, startTime) => {
    if (marked.has(name)) return;
    marked.add(name);
    performance.mark(name, { startTime });
  };

  let heading;
  new PerformanceObserver((list) => {
    for (const { identifier, renderTime } of list.getEntries()) {
      if (identifier === 'bench-awaited') mark(identifier, renderTime);
      if (identifier === 'bench-heading') heading?.(renderTime);
    }
  }).observe({ type: 'element', buffered: true });

  const look = () => {
    const first = awaited && document.querySelector(awaited);
    if (first && !first.hasAttribute('elementtiming')) first.setAttribute('elementtiming', 'bench-awaited');
    if (document.querySelector(alive)) mark('bench-alive', performance.now());
    const h1 = heading && document.querySelector('h1:not([data-bench-seen])');
    if (h1 && !h1.hasAttribute('elementtiming')) h1.setAttribute('elementtiming', 'bench-heading');
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });

  globalThis.portalBench = {
    /** From the reader's next press until another heading than this one is painted. */
    expectHeading() {
      for (const h1 of document.querySelectorAll('h1')) h1.setAttribute('data-bench-seen', '');
      const pressed = new Promise((resolve) => {
        addEventListener('pointerdown', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true });
        addEventListener('popstate', ({ timeStamp }) => resolve(timeStamp), { capture: true, once: true });
      });
      const painted = new Promise((resolve) => {
        heading = resolve;
      });
      this.heading = Promise.all([pressed, painted]).then(([from, to]) => to - from);
    }
  };
}
