import { toQueryString } from '$lib/search/query-string';

export const fewest = 2;
export const most = 4;

/** The keys of the projects that the address puts side by side; none where there are too few or too many. */
export function readComparison(params: URLSearchParams): string[] {
  const ids = [...new Set(params.getAll('compare').flatMap((value) => value.split(',')))].filter((id) => /^[0-9a-f-]{36}$/.test(id));
  return isComparison(ids.length) ? ids : [];
}

export function comparisonAddress(ids: string[]): string {
  return toQueryString({ compare: ids });
}

export function isComparison(count: number): boolean {
  return count >= fewest && count <= most;
}
