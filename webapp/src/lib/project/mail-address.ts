/** The address of a letter that is begun in the reader's mail program, as RFC 6068 has it. */
export function mailAddress(to: string, { subject, body }: { subject: string; body: string }): string {
  // An address may hold what means something in a link, except its @.
  const recipient = encodeURIComponent(to).replace('%40', '@');
  return `mailto:${recipient}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
}
