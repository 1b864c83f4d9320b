/** The page numbers to link: the first, the last and those around the current one; null stands for a gap. */
export function pagesToShow(page: number, pages: number): (number | null)[] {
  const shown: (number | null)[] = [];
  for (let candidate = 1; candidate <= pages; candidate++) {
    const near = Math.abs(candidate - page) <= 1;
    // A gap of one page would take as much room as its number.
    const closesGap = (candidate === 2 && page <= 4) || (candidate === pages - 1 && page >= pages - 3);
    if (near || candidate === 1 || candidate === pages || closesGap) shown.push(candidate);
    else if (shown.at(-1) !== null) shown.push(null);
  }
  return shown;
}
