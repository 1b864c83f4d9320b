import { expect, it, vi } from 'vitest';

vi.mock('$env/dynamic/private', () => ({ env: {} }));
vi.mock('$env/dynamic/public', () => ({ env: {} }));

const { inElement } = await import('./structured-data.server');

it('keeps texts inside the element', () => {
  const data = { name: '</script><script>alert(1)</script><!--', description: 'Wörter & "more" \u2028' };
  const html = inElement(data);
  const text = html.replace(/^<script type="application\/ld\+json">/, '').replace(/<\/script>$/, '');
  expect(text).not.toContain('<');
  expect(JSON.parse(text)).toEqual(data);
});
