import { describe, expect, it } from 'vitest';
import { pagesToShow } from './pages-to-show';

describe('the pages to link', () => {
  it.each([
    [1, 1, '1'],
    [1, 3, '1 2 3'],
    [1, 9, '1 2 … 9'],
    [4, 9, '1 2 3 4 5 … 9'],
    [5, 9, '1 … 4 5 6 … 9'],
    [6, 9, '1 … 5 6 7 8 9'],
    [9, 9, '1 … 8 9']
  ])('on page %i of %i: %s', (page, pages, shown) => {
    expect(pagesToShow(page, pages).map((number) => number ?? '…').join(' ')).toBe(shown);
  });

  it('never leaves out a single page', () => {
    for (let pages = 1; pages <= 30; pages++) {
      for (let page = 1; page <= pages; page++) {
        const shown = pagesToShow(page, pages);
        shown.forEach((number, index) => {
          if (number === null) expect(Number(shown[index + 1]) - Number(shown[index - 1])).toBeGreaterThan(2);
        });
      }
    }
  });
});
