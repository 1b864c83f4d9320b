/**
 * A part of the application that is loaded when it is used, and that can be asked for again where it could not be loaded: a browser
 * may remember that a script did not come, and refuse it from then on.
 */
export function loadedLater<T>(load: () => Promise<T>): () => Promise<T> {
  let hasFailed = false;
  return async () => {
    try {
      if (hasFailed) await loadStylesAgain();
      return await load();
    } catch (problem) {
      // A new page remembers nothing, and its address says all that is on it. Without a connection there would be none.
      if (hasFailed && (await isReachable())) {
        location.reload();
        return new Promise<never>(() => {});
      }
      hasFailed = true;
      throw problem;
    }
  };
}

/** The framework does not ask for a style sheet a second time, and the part would come without the one that failed. */
async function loadStylesAgain(): Promise<void> {
  const missing = [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].filter((link) => !hasRules(link));
  await Promise.all(
    missing.map((link) => {
      const again = link.cloneNode() as HTMLLinkElement;
      const loaded = new Promise((resolve, reject) => {
        again.onload = resolve;
        again.onerror = reject;
      });
      link.replaceWith(again);
      return loaded;
    })
  );
}

/** One that failed has none, or is kept from being looked into. */
function hasRules({ sheet }: HTMLLinkElement): boolean {
  try {
    return sheet !== null && sheet.cssRules.length > 0;
  } catch {
    return false;
  }
}

async function isReachable(): Promise<boolean> {
  try {
    return (await fetch(location.href, { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
