import { describe, expect, it } from 'vitest';
import { asOfAddress, readAsOf } from './as-of';

const read = (date: string) => readAsOf(new URLSearchParams({ asOf: date }));

describe('the day as of which projects are shown', () => {
  it('is read and carried on', () => {
    expect(read('2018-01-10')).toBe('2018-01-10');
    expect(asOfAddress('2018-01-10')).toBe('?asOf=2018-01-10');
  });

  it.each(['', '2018-02-30', '2018-13-01', '10/01/2018', '2018-01-10T12:00:00', '1018-01-10'])(
    'is today where the address says "%s"',
    (date) => {
      expect(read(date)).toBeUndefined();
      expect(asOfAddress(read(date))).toBe('');
    }
  );
});
