import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import MarkdownIt from 'markdown-it';
import type { Plugin } from 'vite';

const folder = fileURLToPath(new URL('../docs/developers/', import.meta.url));
const virtual = 'virtual:portal-developers';

/** A stretch of text as HTML, or a block of code. */
export type DeveloperPart = { html: string } | { code: string };

export interface DeveloperPage {
  /** The page's anchor. */
  id: string;
  title: string;
  parts: DeveloperPart[];
}

/** The pages of docs/developers in the order of its README.md, as parts of one page. */
export function readDeveloperPages(): DeveloperPage[] {
  const list = [...read('README.md').matchAll(/^\d+\. \[.+\]\((.+)\.md\)$/gm)].map(([, id]) => String(id));
  const pages = list.map((id) => developerPage(id, read(`${id}.md`)));
  const anchors = pages.flatMap(({ id, parts }) => [id, ...parts.flatMap((part) => ('html' in part ? [...part.html.matchAll(/ id="([^"]+)"/g)].map(([, anchor]) => anchor) : []))]);
  const links = pages.flatMap(({ parts }) => parts.flatMap((part) => ('html' in part ? [...part.html.matchAll(/ href="([^"]*)"/g)].map(([, href]) => String(href)) : [])));
  const lost = links.filter((href) => (href.startsWith('#') ? !anchors.includes(href.slice(1)) : !/^https?:\/\//.test(href)));
  if (lost.length > 0) throw new Error(`docs/developers links to what is not there: ${lost.join(', ')}`);
  return pages;
}

function read(name: string): string {
  return readFileSync(folder + name, 'utf8').replaceAll('\r\n', '\n');
}

/** Its title becomes a second heading of the whole page, and its headings third ones, each with an anchor. */
function developerPage(id: string, source: string): DeveloperPage {
  const [, title, text] = /^# (.+)\n([\s\S]*)$/.exec(source) ?? [];
  if (title === undefined || text === undefined) throw new Error(`${id}.md has to begin with a heading.`);
  // Odd pieces are code: the fences are at the beginning of a line.
  const parts = text.split(/^```\w+\n([\s\S]*?)\n```$/m).flatMap((piece, index): DeveloperPart[] => {
    if (index % 2 === 1) return [{ code: piece }];
    return piece.trim() === '' ? [] : [{ html: htmlOf(id, piece) }];
  });
  return { id, title, parts };
}

const markdown = new MarkdownIt('commonmark');

function htmlOf(id: string, text: string): string {
  return markdown.render(text)
    .replace(/<h2>(.+)<\/h2>/g, (_, heading: string) => `<h3 id="${id}-${anchorOf(heading)}">${heading}</h3>`)
    .replace(/ href="([\w-]+)\.md(?:#([\w-]+))?"/g, (_, page: string, anchor?: string) => ` href="#${anchor ? `${page}-${anchor}` : page}"`);
}

function anchorOf(heading: string): string {
  return heading.toLowerCase().replace('#', '-sharp').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}

/** Gives the application the pages as they are when it is built, without a renderer in the browser. */
export function developers(): Plugin {
  return {
    name: 'portal-developers',
    resolveId: (id) => (id === virtual ? `\0${virtual}` : null),
    load(id) {
      if (id !== `\0${virtual}`) return null;
      for (const name of readdirSync(folder)) this.addWatchFile(folder + name);
      return `export default ${JSON.stringify(readDeveloperPages())}`;
    }
  };
}
