import { expect, it } from 'vitest';
import { fold } from './fold';

it('forgets accents and case', () => {
  expect(fold('Chișinău')).toBe('chisinau');
  expect(fold('TÜRKİYE')).toBe('turkiye');
});
