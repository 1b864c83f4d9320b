/** Controls, and what turns the direction of all that follows, lose their effect: no text reaches beyond its place. */
export function withoutControls(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    // More accents than any language puts on a letter lie on the lines around it.
    .replace(/(\p{M}{8})\p{M}+/gu, '$1');
}
