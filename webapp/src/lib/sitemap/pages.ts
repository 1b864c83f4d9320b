/** What the pages of a part are about, as it stands in the part's address, and where such pages are. */
const folders = { project: '/projects/', organisation: '/organisations/' } as const;

export type PageKind = keyof typeof folders;

export function isPageKind(kind: string): kind is PageKind {
  return Object.hasOwn(folders, kind);
}

export function pagePath(kind: PageKind, id: string): string {
  return folders[kind] + id;
}

/** The pages that are there whatever is published. */
export const standingPages = ['/', '/organisations', '/embed', '/developers', '/accessibility'];
