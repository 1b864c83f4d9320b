import { describe, expect, it } from 'vitest';
import { readPassage } from './passage';

const marked = (text: string) => ({ text, marked: true });
const plain = (text: string) => ({ text, marked: false });

describe('a passage that matched', () => {
  it('is text with marked words', () => {
    expect(readPassage('… in a <mark>youth</mark> club by the <mark>river</mark> …')).toEqual([
      plain('… in a '),
      marked('youth'),
      plain(' club by the '),
      marked('river'),
      plain(' …')
    ]);
    expect(readPassage('<mark>Radio</mark>')).toEqual([marked('Radio')]);
    expect(readPassage('')).toEqual([]);
  });

  it('reads what is escaped, once', () => {
    expect(readPassage('Fish &amp; chips &lt;3 &quot;here&quot;')).toEqual([plain('Fish & chips <3 "here"')]);
    expect(readPassage('&amp;lt;mark&amp;gt;')).toEqual([plain('&lt;mark&gt;')]);
    expect(readPassage('&lt;mark&gt;not marked&lt;/mark&gt;')).toEqual([plain('<mark>not marked</mark>')]);
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<mark onclick="alert(1)">',
    '<MARK>',
    '<b>bold</b>'
  ])('keeps any other tag as text: %s', (attack) => {
    expect(readPassage(`a ${attack} b`)).toEqual([plain(`a ${attack} b`)]);
  });

  it('survives marks that are not closed or not opened', () => {
    expect(readPassage('a</mark>b<mark>c')).toEqual([plain('a'), plain('b'), marked('c')]);
  });
});
