/** No option: what is in the text box counts. */
export const noOption = -1;

/** The option that an arrow key leads to. Beyond either end lies the text box, and beyond that the other end. */
export function activeAfter(key: string, active: number, count: number): number {
  const places = count + 1;
  const step = key === 'ArrowDown' ? 1 : -1;
  return ((active + 1 + step + places) % places) - 1;
}
