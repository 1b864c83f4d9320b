/** Leads where a link within the page leads, and leaves the address as it is: whoever comes back to it is not sent there again. */
export function skip(event: MouseEvent & { currentTarget: HTMLAnchorElement }): void {
  const target = document.querySelector<HTMLElement>(event.currentTarget.hash);
  if (!target) return;
  event.preventDefault();
  target.scrollIntoView();
  target.focus({ preventScroll: true });
}
