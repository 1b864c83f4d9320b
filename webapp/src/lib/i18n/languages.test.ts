import { describe, expect, it } from 'vitest';
import { isPrefix, languageOf, pathIn } from './languages';

describe('the language of a page', () => {
  it('is the first segment of its path, and English without one', () => {
    expect(languageOf('/ro/projects/1')).toBe('ro');
    expect(languageOf('/ro')).toBe('ro');
    expect(languageOf('/')).toBe('en');
    expect(languageOf('/romania')).toBe('en');
    expect(isPrefix('en')).toBe(false);
    expect(isPrefix('toString')).toBe(false);
  });

  it('changes with the path', () => {
    expect(pathIn('ro', '/')).toBe('/ro');
    expect(pathIn('en', '/ro')).toBe('/');
    expect(pathIn('ro', '/projects/1')).toBe('/ro/projects/1');
    expect(pathIn('en', '/ro/projects/1')).toBe('/projects/1');
    expect(pathIn('ro', '/ro/organisations')).toBe('/ro/organisations');
  });
});
