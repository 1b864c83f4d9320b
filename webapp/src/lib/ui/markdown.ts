import { micromark } from 'micromark';

/**
 * Markdown as HTML. Raw HTML in it is shown as text and addresses other than web and mail ones are dropped, which is
 * what micromark does unless told otherwise. Pictures become links: a page loads nothing from other sites.
 */
export function renderMarkdown(source: string, topHeading: number): string {
  const html = micromark(source, { extensions: [{ disable: { null: ['labelStartImage'] } }] });
  return html
    .replace(/<(\/?)h([1-6])>/g, (_, slash: string, level: string) => `<${slash}h${Math.min(6, Number(level) + topHeading - 1)}>`)
    .replace(/<a href=/g, '<a rel="nofollow ugc noopener" href=');
}
