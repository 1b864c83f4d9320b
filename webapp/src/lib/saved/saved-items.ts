import { readName } from '$lib/api/readable';

export interface SavedProject {
  id: string;
  /** What it was called when it was saved: enough to name it while nothing else can be had. */
  title: string;
}

export interface SavedSearch {
  /** The query of its address on the search page, without order and page; empty for every open project. */
  address: string;
  /** When the newest project seen so far was published; empty where there was none, null where nobody could be asked yet. */
  seen: string | null;
}

/** What the reader keeps on this device, the last saved first. */
export interface SavedItems {
  projects: SavedProject[];
  searches: SavedSearch[];
}

/** Rises when the form of what is stored changes, so that a later release can tell what it reads. */
const version = 1;

export const nothingSaved: SavedItems = { projects: [], searches: [] };

/** Reads what is stored. What is broken, or was never ours, is left out; the rest stays. */
export function readSaved(text: string | null): SavedItems {
  const stored = parsed(text);
  return {
    projects: distinct(listOf(stored, 'projects').filter(isProject), ({ id }) => id).map(({ id, title }) => ({ id, title: readName(title) })),
    searches: distinct(listOf(stored, 'searches').filter(isSearch), ({ address }) => address).map(({ address, seen }) => ({ address, seen }))
  };
}

export function writeSaved(items: SavedItems): string {
  return JSON.stringify({ version, ...items });
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}

function listOf(stored: unknown, name: string): unknown[] {
  const list = isRecord(stored) ? stored[name] : null;
  return Array.isArray(list) ? list : [];
}

function distinct<Item>(items: Item[], key: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function isProject(value: unknown): value is SavedProject {
  return isRecord(value) && typeof value['id'] === 'string' && /^[\w-]+$/.test(value['id']) && typeof value['title'] === 'string';
}

function isSearch(value: unknown): value is SavedSearch {
  if (!isRecord(value)) return false;
  const { address, seen } = value;
  return typeof address === 'string' && /^(\?.+)?$/.test(address) && (seen === null || typeof seen === 'string');
}
