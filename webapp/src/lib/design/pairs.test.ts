import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { contrast } from './contrast';
import { contrastOf, leastContrast, pairs } from './pairs';
import { readThemes, themeNames, tokenOf } from './themes';

const source = fileURLToPath(new URL('../..', import.meta.url));
const css = readFileSync(`${source}/lib/ui/tokens.css`, 'utf8');
const themes = readThemes(css);

describe.each(themeNames)('the colours in %s', (name) => {
  it.each(pairs)('$over on $under: $kind', (pair) => {
    expect(contrastOf(themes[name], pair)).toBeGreaterThanOrEqual(leastContrast(name, pair.kind));
  });

  it('are all among the pairs', () => {
    const measured = new Set(pairs.flatMap(({ over, under }) => [over, under]));
    const colours = [...themes[name]].filter(([, value]) => value.startsWith('#')).map(([token]) => token);
    expect(colours.filter((colour) => !measured.has(colour))).toEqual([]);
  });
});

it('is measured as WCAG does', () => {
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(() => contrast('rgb(0 0 0)', '#ffffff')).toThrow('no colour');
});

it('does not do without a token', () => {
  const without = readThemes(css.replaceAll(/--ink-soft:[^;]+;/g, ''));
  expect(() => contrastOf(without.dark, { over: 'ink-soft', under: 'page', kind: 'text' })).toThrow('"--ink-soft"');
});

it('reads later blocks over earlier ones, where their conditions hold', () => {
  const read = readThemes(':root { --a: #000000; /* --b: 1; */ } @media (prefers-contrast: more) and (prefers-color-scheme: dark) { :root { --a: #ffffff; } }');
  expect(tokenOf(read.dark, 'a')).toBe('#000000');
  expect(tokenOf(read['dark, more contrast'], 'a')).toBe('#ffffff');
  expect(read.light.has('b')).toBe(false);
});

describe('styles', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(svelte|css)$/.test(file));
  const stylesOf = (file: string) => {
    const text = readFileSync(`${source}/${file}`, 'utf8');
    return file.endsWith('.css') ? text : [...text.matchAll(/<style>([^]*?)<\/style>/g)].map(([, style]) => style).join('\n');
  };

  it('use no token that is not there', () => {
    const own = (style: string) => [...style.matchAll(/(?<![\w(])--([\w-]+):/g)].map(([, name]) => name);
    const missing = files.flatMap((file) => {
      const style = stylesOf(file);
      return [...style.matchAll(/var\(--([\w-]+)/g)].flatMap(([, name = '']) => (themes.light.has(name) || own(style).includes(name) ? [] : `${file}: ${name}`));
    });
    expect(missing).toEqual([]);
  });

  it('take their colours from the tokens', () => {
    // Paper has its own, the sign in the header is the same under every theme, and the widget lives on pages of others.
    const own = ['lib/ui/tokens.css', 'lib/ui/base.css', 'lib/site/SiteHeader.svelte', 'widget/widget.css'];
    const others = files.filter((file) => !own.includes(file));
    expect(others.filter((file) => /#[0-9a-f]{3,8}\b(?=[^{]*;)/i.test(stylesOf(file)))).toEqual([]);
  });
});
