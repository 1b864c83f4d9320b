import { isCalendarDay } from '$lib/ui/calendar-day';

/** The day as of which a page shows its projects; today where its address names none that exists. */
export function readAsOf(params: URLSearchParams): string | undefined {
  const date = params.get('asOf') ?? '';
  return isCalendarDay(date) ? date : undefined;
}

/** Carries that day on to the next page. */
export function asOfAddress(asOf: string | undefined): string {
  return asOf === undefined ? '' : `?asOf=${asOf}`;
}
