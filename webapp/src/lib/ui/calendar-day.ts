/** Whether a text is a day of the calendar, YYYY-MM-DD, of the years that the portal can be asked about. */
export function isCalendarDay(text: string): boolean {
  return /^(20\d{2}|2100)-/.test(text) && isDay(text);
}

/** Whether a text is a day of the calendar at all, YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(text);
  // 30 February would be read as a day in March.
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}
