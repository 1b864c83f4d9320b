/** What the keys of the search page do. */
export type Shortcut = 'search' | 'next' | 'previous' | 'help';

export const shortcutKeys: Record<Shortcut, string> = { search: '/', next: 'j', previous: 'k', help: '?' };

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'isComposing'>;

/** What a key does; null where it is somebody's text, or the browser's or the system's own shortcut. */
export function shortcutOf(press: Press, target: EventTarget | null): Shortcut | null {
  if (press.ctrlKey || press.metaKey || press.altKey || press.defaultPrevented || press.isComposing) return null;
  if (takesText(target)) return null;
  const [shortcut] = Object.entries(shortcutKeys).find(([, key]) => key === press.key.toLowerCase()) ?? [];
  return (shortcut as Shortcut | undefined) ?? null;
}

/** The result that comes after the one with the focus, or before it; the first where none has it. */
export function resultBeside(results: Element[], focused: Element | null, step: 1 | -1): Element | null {
  const from = results.findIndex((result) => focused !== null && result.contains(focused));
  if (from === -1) return step === 1 ? (results[0] ?? null) : null;
  return results[from + step] ?? null;
}

const storageKey = 'portal.shortcuts';

/** Whether single keys do anything. It is kept on the device; one that keeps nothing asks anew each time. */
export function shortcutsAreOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}

export function turnShortcuts(on: boolean): void {
  try {
    if (on) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, 'off');
  } catch {
    // It holds for this page.
  }
}

/** In a list of choices letters find a choice, so that they are text there too. */
function takesText(target: EventTarget | null): boolean {
  if (target === null || !(target instanceof Element)) return false;
  return target.closest('input:not([type=checkbox]), select, textarea, [contenteditable], dialog[open]') !== null;
}
