import { describe, expect, it } from 'vitest';
import { renderMarkdown } from './markdown';

const rel = 'rel="nofollow ugc noopener noreferrer"';

describe('Markdown', () => {
  it('becomes HTML with headings that fit the page', () => {
    expect(renderMarkdown('# One\n\n## Two\n\n- a\n- b', 3)).toBe('<h3>One</h3>\n<h4>Two</h4>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n');
    expect(renderMarkdown('###### Six', 3)).toBe('<h6>Six</h6>\n');
    expect(renderMarkdown('Seven\n===', 3)).toBe('<h3>Seven</h3>\n');
  });

  it('shows raw HTML as text', () => {
    expect(renderMarkdown('<script>alert(1)</script>', 3)).toBe('<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n');
    expect(renderMarkdown('a <img src=x onerror=alert(1)> b', 3)).not.toContain('<img');
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java&#x0A;script:alert(1)',
    '&#106;avascript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//elsewhere.example',
    '/projects/1',
    '#results',
    'https://europa.eu@elsewhere.example/',
    'mailto:a@b.example,c@d.example',
    'tel:112'
  ])('shows a link to %s as it is written', (address) => {
    expect(renderMarkdown(`[x](${address})`, 3)).not.toContain('<a');
    expect(renderMarkdown(`<${address}>`, 3)).not.toContain('<a');
    expect(renderMarkdown(`[x]\n\n[x]: ${address}`, 3)).not.toContain('<a');
  });

  it('says of every link that it is not ours, and where it leads', () => {
    expect(renderMarkdown('[x](https://example.org/a "Portal")', 3)).toBe(`<p><a ${rel} href="https://example.org/a">x</a> (example.org)</p>\n`);
    expect(renderMarkdown('[https://europa.eu/](https://example.org)', 3)).toContain('</a> (example.org)');
    expect(renderMarkdown('[europa.eu \u00b7 example.org](https://example.org)', 3)).toContain('</a> (example.org)');
    // In Cyrillic.
    expect(renderMarkdown('<https://\u0435uropa.eu/>', 3)).toContain('</a> (xn--uropa-ywe.eu)');
  });

  it('does not repeat what a link says itself', () => {
    expect(renderMarkdown('<https://example.org/a?b=c>', 3)).toBe(`<p><a ${rel} href="https://example.org/a?b=c">https://example.org/a?b=c</a></p>\n`);
    expect(renderMarkdown('[example.org](https://example.org)', 3)).not.toContain('(example.org)');
    expect(renderMarkdown('<garden@example.org>', 3)).toBe(`<p><a ${rel} href="mailto:garden@example.org">garden@example.org</a></p>\n`);
  });

  it('begins letters without filling them in', () => {
    expect(renderMarkdown('[write](mailto:a@b.example?bcc=c@d.example&body=x)', 3)).toContain('href="mailto:a@b.example"');
  });

  it('loads no pictures from other sites', () => {
    expect(renderMarkdown('![cat](https://example.org/cat.png)', 3)).not.toContain('<img');
  });

  it('gives code no class, and letters no more accents than they carry', () => {
    expect(renderMarkdown('```button plain\n<b>\n```', 3)).toBe('<pre><code>&lt;b&gt;\n</code></pre>\n');
    expect(renderMarkdown(`Z${'\u0301'.repeat(99)}`, 3)).toBe(`<p>Z${'\u0301'.repeat(8)}</p>\n`);
  });

  it('turns no text around, nor with an entity', () => {
    expect(renderMarkdown('a \u202e b &#x202e; c &#8294; d', 3)).toBe('<p>a  b  c  d</p>\n');
  });

  // Four such texts make a page; what each of them takes, everybody else waits for.
  it.each(
    Object.entries({
      lists: '- '.repeat(5_000),
      numbers: '1. '.repeat(3_333),
      quotes: '>'.repeat(10_000),
      stairs: Array.from({ length: 140 }, (_, depth) => `${' '.repeat(2 * depth)}- a`).join('\n'),
      stars: `${'*'.repeat(5_000)}a${'*'.repeat(5_000)}`,
      emphasis: '*a **a '.repeat(1_400),
      underscores: 'a_'.repeat(5_000),
      ticks: Array.from({ length: 140 }, (_, length) => '`'.repeat(length)).join(' '),
      brackets: '['.repeat(10_000),
      pairs: '['.repeat(5_000) + ']'.repeat(5_000),
      links: '[a]('.repeat(2_500),
      references: `[a]: b\n\n${'[a]'.repeat(3_300)}`,
      definitions: Array.from({ length: 900 }, (_, number) => `[a${number}]: b`).join('\n'),
      angles: '<'.repeat(10_000),
      comments: '<!--'.repeat(2_500),
      entities: '&'.repeat(10_000),
      escapes: '\\'.repeat(10_000),
      lines: '\n'.repeat(10_000),
      tabs: '\t'.repeat(10_000)
    })
  )('takes no time over %s', (_, source) => {
    // Ten times what a busy machine needs. What it is about took minutes.
    const began = performance.now();
    renderMarkdown(source, 3);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
