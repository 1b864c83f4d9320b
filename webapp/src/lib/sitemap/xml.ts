import { defaultLanguage, languageCodes, pathIn, type Language } from '$lib/i18n/languages';

export interface ListedPage {
  /** In English. */
  path: string;
  updatedAt?: string;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** A sitemap of pages in one language, each with its addresses in all of them, piece by piece. */
export function* sitemap(origin: string, language: Language, pages: Iterable<ListedPage>): Generator<string> {
  yield `${declaration}<urlset xmlns="${schema}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n`;
  for (const { path, updatedAt } of pages) {
    const address = (code: Language) => escaped(origin + pathIn(code, path));
    const alternates = [...languageCodes.map((code) => [code, code] as const), ['x-default', defaultLanguage] as const].map(
      ([tag, code]) => `<xhtml:link rel="alternate" hreflang="${tag}" href="${address(code)}"/>`
    );
    yield `<url><loc>${address(language)}</loc>${lastmod(updatedAt)}${alternates.join('')}</url>\n`;
  }
  yield '</urlset>\n';
}

/** The index of sitemaps. */
export function* sitemapIndex(origin: string, sitemaps: Iterable<ListedPage>): Generator<string> {
  yield `${declaration}<sitemapindex xmlns="${schema}">\n`;
  for (const { path, updatedAt } of sitemaps) yield `<sitemap><loc>${escaped(origin + path)}</loc>${lastmod(updatedAt)}</sitemap>\n`;
  yield '</sitemapindex>\n';
}

/** An answer that is made while it is sent, so that a long one takes no more memory than a short one. */
export function xmlResponse(pieces: Iterator<string>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    }
  });
  return new Response(body, { headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=3600' } });
}

function lastmod(updatedAt: string | undefined): string {
  return updatedAt === undefined ? '' : `<lastmod>${escaped(updatedAt)}</lastmod>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
