import { PortalProblem, type PortalClient, type ProjectPage, type ProjectSummary, type SearchProjectsQuery } from '@portal/client';
import { createPortalClient } from '../lib/api/portal';
import { isPrefix, pathIn } from '../lib/i18n/languages';
import { filterAttributes, readCount, readFilters, searchParams } from './attributes';
import { createFacts } from './facts';
import styles from './widget.css?inline';
import { widgetLanguage, wordsIn } from './words';

/** The server that serves the script fills these in: they are known at run time only. */
const api = '%portal.api%';
const site = '%portal.site%';

const patienceInMilliseconds = 10_000;

/** When a failed request is made again by itself. After that the reader or the network has to ask. */
const retriesInMilliseconds = [2_000, 10_000, 60_000];

const colours = { accent: '--accent', background: '--page', foreground: '--ink' };

/** Shared by every widget on the page. Style sheets that a script constructs need no permission of a content policy. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

/**
 * A list of projects on anybody's page: <portal-projects country="MD" count="3"><a href="…">Projects</a></portal-projects>.
 * What it holds is shown until there are projects, and again where there cannot be any.
 */
export class PortalProjects extends HTMLElement {
  static readonly observedAttributes = [...filterAttributes, 'language', 'count', ...Object.keys(colours)];

  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #colours = new CSSStyleSheet();
  readonly #client: PortalClient = createPortalClient({ baseUrl: api });
  #request: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #isToBeLoaded = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet, this.#colours];
    this.#root.append(document.createElement('slot'));
  }

  connectedCallback(): void {
    addEventListener('online', this.#loadAgain);
    this.#loadSoon();
  }

  disconnectedCallback(): void {
    removeEventListener('online', this.#loadAgain);
    this.#stop();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return;
    if (Object.hasOwn(colours, name)) this.#colour();
    else this.#loadSoon();
  }

  get #language(): string {
    return widgetLanguage(this.getAttribute('language') ?? this.closest('[lang]')?.getAttribute('lang') ?? 'en');
  }

  /** Several attributes that change together make one request. */
  #loadSoon(): void {
    if (this.#isToBeLoaded || !this.isConnected) return;
    this.#isToBeLoaded = true;
    queueMicrotask(() => {
      this.#isToBeLoaded = false;
      this.#failures = 0;
      void this.#load();
    });
  }

  readonly #loadAgain = (): void => {
    if (this.#failures > 0) this.#loadSoon();
  };

  #stop(): void {
    this.#request?.abort();
    this.#request = null;
    clearTimeout(this.#timer);
  }

  async #load(): Promise<void> {
    this.#stop();
    if (!this.isConnected) return;
    const request = new AbortController();
    this.#request = request;
    const late = setTimeout(() => request.abort(), patienceInMilliseconds);
    const asked = readFilters((attribute) => this.getAttribute(attribute));
    try {
      const query = { ...Object.fromEntries(asked), pageSize: readCount(this.getAttribute('count')) } as SearchProjectsQuery;
      const found = await this.#client.searchProjects(query, { signal: request.signal });
      if (this.#request !== request) return;
      this.#failures = 0;
      this.#show(this.#list(found, searchParams(asked)));
    } catch (problem) {
      // Another request has taken the place of this one, or the element has left the page.
      if (this.#request === request) this.#fail(problem);
    } finally {
      clearTimeout(late);
    }
  }

  #fail(problem: unknown): void {
    if (problem instanceof PortalProblem && problem.status < 500 && problem.status !== 429) {
      // Whoever wrote the attributes can help, and not the reader, who keeps the links.
      console.warn(`<portal-projects>: ${problem.detail}`);
      this.#show(document.createElement('slot'));
      return;
    }
    const wait = retriesInMilliseconds[this.#failures++];
    if (wait !== undefined) this.#timer = setTimeout(() => void this.#load(), wait * (1 + Math.random() / 4));

    const words = wordsIn(this.#language);
    const said = element('p', { className: 'failed', lang: this.#language }, { role: 'status' });
    const again = element('button', { type: 'button', textContent: words.retry, onclick: () => this.#loadSoon() });
    said.append(words.failed, again);
    // What is said already stays as it is, so that the button keeps the focus.
    if (!this.#root.querySelector('.failed')) this.#show(document.createElement('slot'), said);
  }

  #show(...parts: Node[]): void {
    const hadFocus = this.#root.activeElement !== null;
    this.#root.replaceChildren(...parts);
    if (hadFocus) this.#root.querySelector('a')?.focus();
  }

  #list(found: ProjectPage, search: string): Node {
    const language = this.#language;
    const words = wordsIn(language);
    const facts = createFacts(language, words);
    const address = (path: string) => site + pathIn(isPrefix(language) ? language : 'en', path);

    const shown = found.items.map((project) => {
      const item = document.createElement('li');
      item.append(
        element('a', { href: address(`/projects/${project.id}`), textContent: project.title, dir: 'auto', lang: project.language ?? '' }),
        ...linesOf(project, facts).map((line) => element('p', line))
      );
      return item;
    });
    const list = element('div', { lang: language });
    if (shown.length > 0) {
      // The role says that it is a list also where the style takes its marks away.
      const items = element('ul', {}, { role: 'list', 'aria-label': words.projects });
      items.append(...shown);
      list.append(items);
    } else {
      list.append(element('p', { className: 'none', textContent: words.none }));
    }
    list.append(element('a', { className: 'all', href: address('/') + search, textContent: facts.all(found.total) }));
    return list;
  }

  /** Colours that a browser can read. A background without a foreground, or the other way round, might be unreadable. */
  #colour(): void {
    const given = (name: string) => {
      const value = this.getAttribute(name)?.trim() ?? '';
      return value !== '' && CSS.supports('color', value) ? value : null;
    };
    const both = given('background') !== null && given('foreground') !== null;
    const rules = Object.entries(colours).flatMap(([name, property]) => {
      const value = name === 'accent' || both ? given(name) : null;
      if (value === null) return [];
      const important = (one: string) => `${one}: ${value} !important;`;
      return [important(property), ...(name === 'foreground' ? [important('--soft')] : [])];
    });
    this.#colours.replaceSync(rules.length > 0 ? `:host { ${rules.join('')} }` : '');
  }
}

function linesOf(project: ProjectSummary, facts: ReturnType<typeof createFacts>): { textContent: string; className?: string; dir?: string }[] {
  const lines = [
    { textContent: `${project.organisation.name} · ${facts.place(project)}`, dir: 'auto' },
    { textContent: facts.stay(project) },
    { textContent: facts.deadline(project), className: 'deadline' }
  ];
  return lines.filter(({ textContent }) => textContent !== '');
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
  attributes: Record<string, string> = {}
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}
