import MarkdownIt from 'markdown-it';
import { trustedHtml } from './trusted-types';
import { mailOf, webAddress } from './untrusted-address';
import { withoutControls } from './without-controls';

/** Deeper lists and quotes are left out: nobody writes them, and they take a browser long to lay out. A list counts twice. */
const maxNesting = 20;

/** Twice what a text may have: its time is bounded whatever comes. */
const longest = 20_000;

/** Texts of others: raw HTML is shown as it is written, and what would be a picture is a link, so that nothing is loaded. */
const markdown = new MarkdownIt('commonmark', { html: false, maxNesting }).disable('image');

// What leads elsewhere than to web pages and mailboxes is shown as it is written, and is no link.
markdown.validateLink = (address) => webAddress(address) !== null || mailOf(address) !== null;
markdown.normalizeLink = (address) => webAddress(address)?.href ?? `mailto:${mailOf(address) ?? ''}`;
markdown.normalizeLinkText = (address) => address;

// The language of code would be a class of our page.
markdown.renderer.rules['fence'] = (tokens, index) =>
  `<pre><code>${markdown.utils.escapeHtml(tokens[index]?.content ?? '')}</code></pre>\n`;

export type RenderMarkdown = (source: string, topHeading: number) => string;

/**
 * Markdown as HTML of these elements alone: p, h1–h6, ul, ol (start), li, blockquote, pre, code, em, strong, br, hr and
 * a (rel, href).
 */
export const renderMarkdown: RenderMarkdown = trustedHtml('portal-markdown', (source: string, topHeading: number): string => {
  const tokens = markdown.parse(source.slice(0, longest), {});
  for (const token of tokens) {
    if (token.type.startsWith('heading_')) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + topHeading - 1)}`;
    if (token.children) sayWhereLinksLead(token.children);
  }
  // A text can also write controls as entities.
  return withoutControls(markdown.renderer.render(tokens, markdown.options, {}));
});

type Tokens = ReturnType<typeof markdown.parse>;

/** Behind a link stands the site to which it leads, unless the link itself says so: its words can be anything. */
function sayWhereLinksLead(tokens: Tokens): void {
  let said = '';
  let leadsTo: URL | null = null;
  for (const token of tokens) {
    if (token.type === 'link_open') {
      const href = token.attrGet('href') ?? '';
      // Without the title: a text that appears above the page could pretend to be ours.
      token.attrs = [['rel', 'nofollow ugc noopener noreferrer'], ['href', href]];
      leadsTo = webAddress(String(href));
      said = '';
    } else if (token.type === 'link_close' && leadsTo) {
      if (!names(said, leadsTo)) token.meta = { host: leadsTo.host };
      leadsTo = null;
    } else {
      said += token.content;
    }
  }
}

markdown.renderer.rules['link_close'] = (tokens, index) => {
  const host: unknown = tokens[index]?.meta?.host;
  return typeof host === 'string' ? `</a> (${markdown.utils.escapeHtml(host)})` : '</a>';
};

/** Whether a link's words are its address: with nothing before its site, and nothing behind it that belongs to a name. */
function names(words: string, { host, protocol }: URL): boolean {
  const [, site = ''] = /^(?:https?:\/\/)?([^/?#]*)(?:[/?#][\x21-\x7e]*)?$/i.exec(words.trim()) ?? [];
  return protocol !== 'mailto:' && site.toLowerCase() === host;
}
