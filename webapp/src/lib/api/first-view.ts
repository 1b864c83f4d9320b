import { browser } from '$app/environment';

/** Longer than counts usually take, and short enough to let the page go without them. */
const patienceInMilliseconds = 1_500;

let isOver = false;

/** From now on the reader moves about in the application. */
export function endFirstView(): void {
  isOver = true;
}

export const isFirstView = () => !isOver;

/**
 * The first view is made on the server with everything in it, and once more where the browser takes it over, from what
 * came along. After that nothing waits for what can come later. Gives the value where it belongs to the page, else what
 * is still to come.
 */
export async function inFirstView<T>(answer: Promise<T | null>): Promise<{ value: T | Promise<T | null> | null }> {
  if (isOver) return { value: answer };
  const late = Symbol();
  const value = await Promise.race([answer, new Promise<typeof late>((resolve) => setTimeout(resolve, patienceInMilliseconds, late))]);
  if (value !== late) return { value: value as T | null };
  return { value: browser ? answer : null };
}
