/** Letters without accents and case, so that "chisinau" finds "Chișinău". */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
}
