import { describe, expect, it } from 'vitest';
import { loadTranslator } from './translator';

const english = await loadTranslator('en');
const romanian = await loadTranslator('ro');

describe('dates', () => {
  it('are written as the reader expects', () => {
    expect(english.day('2018-01-23')).toBe('23 January 2018');
    expect(english.shortDay('2018-01-23')).toBe('23/01/2018');
    expect(english.days('2018-02-01', '2018-03-03')).toMatch(/^1 Feb\s–\s3 Mar 2018$/);
    expect(english.month('2018-09-01')).toBe('Sep 2018');
    expect(romanian.day('2018-01-23')).toBe('23 ianuarie 2018');
    expect(romanian.shortDay('2018-01-23')).toBe('23.01.2018');
  });

  it('are the same wherever the reader is', () => {
    expect(english.day('2018-12-31')).toBe('31 December 2018');
    expect(english.monthName('2018-03-01')).toBe('March');
  });
});

describe('messages', () => {
  it('take the plural form of their count', () => {
    const projects = (count: number) => romanian.t('organisation.openProjects', { count });
    expect(projects(1)).toMatch(/^1 proiect /);
    expect(projects(2)).toMatch(/^2 proiecte /);
    expect(projects(20)).toMatch(/^20 de proiecte /);
    expect(romanian.t('search.total', { count: 101 })).toMatch(/^101 proiecte /);
    expect(romanian.t('search.total', { count: 0 })).toMatch(/^0 proiecte /);
  });

  it('write numbers as the language does', () => {
    expect(english.t('search.total', { count: 1234 })).toBe('1,234 projects found');
    expect(romanian.t('search.total', { count: 1234 })).toMatch(/^1\.234 de proiecte /);
  });

  it('leave words of the reader alone, whatever is in them', () => {
    expect(english.t('search.titleFor', { text: '$& {text}' })).toBe('Volunteering projects for “$& {text}”');
  });
});

describe('labels of codes', () => {
  it('come from the catalogue, else from the API, else are the code', () => {
    expect(english.label('topic', 'edu', 'Other words')).toBe('Education and training');
    expect(english.label('topic', 'newer', 'Newer topic')).toBe('Newer topic');
    expect(english.label('topic', 'newer')).toBe('newer');
  });
});
