import { describe, expect, it } from 'vitest';
import { sitemap, sitemapIndex, xmlResponse } from './xml';

const origin = 'https://portal.example';

describe('a sitemap', () => {
  it('has each page once with its addresses in every language', () => {
    const text = [...sitemap(origin, 'ro', [{ path: '/projects/1', updatedAt: '2027-01-01T00:00:00Z' }, { path: '/' }])].join('');
    expect(text).toContain('<url><loc>https://portal.example/ro/projects/1</loc><lastmod>2027-01-01T00:00:00Z</lastmod>');
    expect(text).toContain('<xhtml:link rel="alternate" hreflang="en" href="https://portal.example/projects/1"/>');
    expect(text).toContain('<xhtml:link rel="alternate" hreflang="x-default" href="https://portal.example/"/>');
    expect(text).toContain('<loc>https://portal.example/ro</loc><xhtml:link');
  });

  it('escapes what is markup', () => {
    expect([...sitemapIndex(origin, [{ path: '/a&b"<' }])].join('')).toContain('<loc>https://portal.example/a&#38;b&#34;&#60;</loc>');
  });

  it('is made only as far as it is read', async () => {
    let made = 0;
    function* pages() {
      for (;;) yield { path: `/projects/${made++}` };
    }
    const reader = xmlResponse(sitemap(origin, 'en', pages())).body?.getReader();
    for (let piece = 0; piece < 10; piece++) await reader?.read();
    await reader?.cancel();
    expect(made).toBeLessThan(20);
  });

  it('of the largest part stays below 50 MB, also with a long origin and 29 languages', () => {
    const page = { path: '/organisations/01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11', updatedAt: '2027-01-04T09:30:00.123456Z' };
    const long = `https://${'volunteering.'.repeat(8)}example`;
    const [, entry] = sitemap(long, 'ro', [page]);
    expect(String(entry).match(/hreflang/g)).toHaveLength(30);
    expect(String(entry).length * 5_000).toBeLessThan(50_000_000);
  });
});
