import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const source = fileURLToPath(new URL('src', import.meta.url));

/** Where readers begin, and what is around every page. */
const beginning = [`${source}/routes/[[lang=lang]]/+page.svelte`, `${source}/routes/+layout.svelte`];

/**
 * What pages share with a part that is loaded later. In a file with components, their styles would count as styles of that part, and the
 * server would send pages without them.
 */
const sharedWithLater = `${source}/lib/ui/untrusted-address.ts`;

/**
 * Puts what the search page loads at once into one file: three dozen small ones are packed worse, and a phone asks for each.
 * What is loaded when it is used stays apart.
 */
export function searchChunk(): Plugin {
  return {
    name: 'portal-search-chunk',
    apply: 'build',
    config: (_, { isSsrBuild }) => {
      let first: Set<string> | undefined;
      return isSsrBuild
        ? {}
        : {
            build: {
              rollupOptions: {
                output: {
                  manualChunks(id, { getModuleInfo }) {
                    if (id === sharedWithLater) return 'addresses';
                    return (first ??= loadedAtOnce(getModuleInfo)).has(id) ? 'search' : undefined;
                  }
                }
              }
            }
          };
    }
  };
}

function loadedAtOnce(infoOf: (id: string) => { importedIds: readonly string[] } | null): Set<string> {
  const found = new Set<string>();
  const rest = [...beginning];
  for (let id = rest.pop(); id !== undefined; id = rest.pop()) {
    for (const imported of infoOf(id)?.importedIds ?? []) {
      if (found.has(imported)) continue;
      found.add(imported);
      rest.push(imported);
    }
  }
  // The framework's own files serve every page.
  return new Set([...found].filter((id) => !id.includes('node_modules') && !id.startsWith('\0')));
}
