/** What goes into somebody's page: the script, and the element with a link for when there is nothing else. */
export function snippet(script: string, attributes: Record<string, string>, link: { href: string; text: string }): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  return [
    `<script async src="${escaped(script)}"></script>`,
    `<portal-projects${written.join('')}>`,
    `  <a href="${escaped(link.href)}">${escaped(link.text)}</a>`,
    '</portal-projects>'
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
