/** Carries on to the next page the day as of which this one shows its projects. */
export function asOfAddress(asOf: string | undefined): string {
  return asOf === undefined ? '' : `?asOf=${encodeURIComponent(asOf)}`;
}
