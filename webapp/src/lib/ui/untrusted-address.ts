/**
 * An address of the web as others wrote it; null for everything else, and for those that hold a name and a password, which
 * only pretend to lead where they begin.
 */
export function webAddress(text: string | null | undefined): URL | null {
  // Browsers read a backslash as a slash, and people do not.
  if (!text || !/^https?:\/\/[^/\\][^\\]*$/i.test(text)) return null;
  try {
    const url = new URL(text);
    return url.username === '' && url.password === '' ? url : null;
  } catch {
    return null;
  }
}

/** The mailbox that an address begins a letter to, without what would fill in the letter. */
export function mailOf(text: string | null | undefined): string | null {
  const [, mailbox] = /^mailto:([^?#]+)/i.exec(text ?? '') ?? [];
  return isMailbox(mailbox) ? mailbox : null;
}

/** One mailbox, of characters that mean nothing in a link. */
export function isMailbox(text: string | null | undefined): text is string {
  return /^[\p{L}\p{N}.!$*+=^_`{|}~'-]+@[\p{L}\p{N}.-]+$/u.test(text ?? '');
}

/** What a telephone dials; empty where nothing can be. */
export function dialled(phone: string): string {
  // Codes with stars forward calls, and letters are no number at all.
  if (!/^[+\d\s()./\u2010-\u2015-]+$/.test(phone)) return '';
  const digits = phone.replace(/[^+\d]/g, '');
  return /^\+?\d{3,20}$/.test(digits) ? digits : '';
}
