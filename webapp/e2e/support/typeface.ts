import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

const files = new URL('../../../node_modules/@fontsource-variable/noto-sans/files/', import.meta.url);

/** The alphabets of the sample texts. */
const alphabets = { latin: 'U+0000-00FF, U+2000-206F', 'latin-ext': 'U+0100-02FF', greek: 'U+0370-03FF' };

const faces = Object.entries(alphabets).map(([alphabet, range]) => {
  const font = readFileSync(fileURLToPath(new URL(`noto-sans-${alphabet}-wght-normal.woff2`, files)), 'base64');
  return `@font-face { font-family: 'The Same'; font-weight: 100 900; src: url(data:font/woff2;base64,${font}) format('woff2'); unicode-range: ${range}; }`;
});

/** Every machine has other typefaces: pictures are taken in one that comes along. The page has to be let out of its policy for it. */
export async function useOneTypeface(page: Page): Promise<void> {
  await page.addStyleTag({ content: `${faces.join('\n')}\n:root { --font-text: 'The Same'; --font-code: 'The Same'; }` });
  await page.evaluate(async () => {
    await Promise.all([...document.fonts].map((face) => face.load()));
    await document.fonts.ready;
  });
}
