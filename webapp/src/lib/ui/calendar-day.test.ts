import { describe, expect, it } from 'vitest';
import { isCalendarDay } from './calendar-day';

describe('a day of the calendar', () => {
  it.each(['2000-01-01', '2027-02-28', '2028-02-29', '2100-12-31'])('can be %s', (day) => {
    expect(isCalendarDay(day)).toBe(true);
  });

  it.each(['', '0202-07-01', '1999-12-31', '2101-01-01', '2027-02-30', '2027-13-01', '2027-1-1', '01/02/2027', '2027-02-01T00:00'])(
    'cannot be "%s"',
    (day) => {
      expect(isCalendarDay(day)).toBe(false);
    }
  );
});
