import { describe, expect, it } from 'vitest';
import { readDeveloperPages } from '../../../developers.build';
import { withAddresses } from './examples';

describe('the pages for developers', () => {
  const pages = readDeveloperPages();
  const html = pages.flatMap(({ parts }) => parts.flatMap((part) => ('html' in part ? [part.html] : []))).join('\n');
  const code = pages.flatMap(({ parts }) => parts.flatMap((part) => ('code' in part ? [part.code] : []))).join('\n');

  it('are in order, with an anchor for each heading and no anchor twice', () => {
    expect(pages.map(({ title }) => title).slice(0, 3)).toEqual(['Quick start', 'Search', 'Feeds']);
    const headings = [...html.matchAll(/<h3 id="([^"]+)">/g)].map(([, id]) => id);
    expect(headings).toContain('quick-start-c-sharp');
    expect(new Set(headings).size).toBe(headings.length);
    expect(html).not.toMatch(/<h[1245]|<h3>/);
  });

  it('link to each other by anchors, with nothing that is only in the repository', () => {
    expect(html).toContain('href="#limits"');
    expect(html).not.toMatch(/href="[^"#h]/);
  });

  it('keep code as it is written, outside of the text', () => {
    expect(code).toContain("curl 'http://127.0.0.1:5080/v1/projects?text=refugees&country=MD&country=RO'");
    expect(html).not.toContain('<pre>');
    expect(html + code).not.toContain('```');
  });

  it('name the addresses of an installation', () => {
    const both = '<a href="http://127.0.0.1:5080/docs"> http://127.0.0.1:5173/embed';
    expect(withAddresses(both, 'https://api.example', 'https://site.example')).toBe(
      '<a href="https://api.example/docs"> https://site.example/embed'
    );
  });

  it('replace each address once', () => {
    expect(withAddresses('http://127.0.0.1:5080 http://127.0.0.1:5173', 'http://127.0.0.1:5173', 'http://127.0.0.1:5080')).toBe('http://127.0.0.1:5173 http://127.0.0.1:5080');
  });
});
