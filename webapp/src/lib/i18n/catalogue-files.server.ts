import type { RequestEvent } from '@sveltejs/kit';
import files from 'virtual:portal-catalogue-files';
import { languageOf } from './languages';

/** The search, and the page that stands in for any other without a connection. */
const withCommonOnly: (string | null)[] = ['/[[lang=lang]]', '/[[lang=lang]]/offline'];

/**
 * The script files with the messages of a page. The application would ask for them when it has begun: a page that names them has them
 * by then.
 */
export function catalogueFilesOf({ url, route }: RequestEvent, { ok }: Response): string[] {
  const own = files[languageOf(url.pathname)];
  if (!own) return [];
  return [own.common, ...(ok && !withCommonOnly.includes(route.id) ? [own.pages] : [])].map((file) => `/${file}`);
}
