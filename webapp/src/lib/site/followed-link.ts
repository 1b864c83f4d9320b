const links = () => [...document.querySelectorAll<HTMLAnchorElement>('main a[href]')];

/** Where the link leads that has the focus, if one has it. */
export function focusedLink(): string | null {
  return links().find((link) => link === document.activeElement)?.getAttribute('href') ?? null;
}

/** Moves the focus to the link that leads there, and nothing else. */
export function focusLink(href: string): void {
  links()
    .find((link) => link.getAttribute('href') === href)
    ?.focus({ preventScroll: true });
}
