import { describe, expect, it } from 'vitest';
import { renderMarkdown } from './markdown';

describe('Markdown', () => {
  it('becomes HTML with headings that fit the page', () => {
    expect(renderMarkdown('# One\n\n## Two\n\n- a\n- b', 3)).toBe('<h3>One</h3>\n<h4>Two</h4>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>');
    expect(renderMarkdown('###### Six', 3)).toBe('<h6>Six</h6>');
  });

  it('shows raw HTML as text', () => {
    expect(renderMarkdown('<script>alert(1)</script>', 3)).not.toContain('<script');
    expect(renderMarkdown('a <img src=x onerror=alert(1)> b', 3)).not.toContain('<img');
  });

  it.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x'])('drops the address %s', (address) => {
    expect(renderMarkdown(`[x](${address})`, 3)).toContain('href=""');
    expect(renderMarkdown(`<${address}>`, 3)).not.toContain(`href="${address}`);
  });

  it('says of every link that it is not ours', () => {
    expect(renderMarkdown('[x](https://example.org)', 3)).toBe('<p><a rel="nofollow ugc noopener" href="https://example.org">x</a></p>');
  });

  it('loads no pictures from other sites', () => {
    expect(renderMarkdown('![cat](https://example.org/cat.png)', 3)).not.toContain('<img');
  });
});
