interface Connection extends EventTarget {
  effectiveType?: string;
}

/**
 * A page is fetched when the reader points at its link. Where the network is slow that would hold up what is wanted: there
 * it is fetched with the press. (Who asks for less data gets nothing ahead at all: the framework sees to that.)
 */
export function fetchLessAhead(): (() => void) | undefined {
  const { connection } = navigator as { connection?: Connection };
  if (!connection) return;
  const adapt = () => {
    document.body.dataset['sveltekitPreloadData'] = /(^|-)[23]g$/.test(connection.effectiveType ?? '') ? 'tap' : 'hover';
  };
  adapt();
  connection.addEventListener('change', adapt);
  return () => connection.removeEventListener('change', adapt);
}
