let goingBack = false;

/** Told before each navigation, and asked while the next page loads. */
export function setGoingBack(is: boolean): void {
  goingBack = is;
}

/** Whether the reader returns to a page of this visit: it is shown as it was, at once. */
export function isGoingBack(): boolean {
  return goingBack;
}
