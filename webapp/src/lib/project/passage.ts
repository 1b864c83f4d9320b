export interface PassagePart {
  text: string;
  marked: boolean;
}

const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/**
 * The passage that matched, in which the API marks the words with mark elements and escapes everything else. It is read
 * as text and never as HTML: whatever else looks like a tag is shown as it is written.
 */
export function readPassage(html: string): PassagePart[] {
  const parts: PassagePart[] = [];
  let marked = false;
  for (const piece of html.split(/(<\/?mark>)/)) {
    if (piece === '<mark>') marked = true;
    else if (piece === '</mark>') marked = false;
    else if (piece !== '') parts.push({ text: unescaped(piece), marked });
  }
  return parts;
}

/** In one pass, so that what was escaped twice is not read twice. */
function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
}
