import type { Page } from '@playwright/test';
import { test as base, expect } from './portal';

export interface Inspection {
  /** What texts of others have done to the page that is open: nothing, where all is well. */
  objections(page: Page): Promise<string[]>;
}

/** Looks over pages that hold hostile texts. What runs, asks or is refused in between is objected to as well. */
export const test = base.extend<{ inspection: Inspection }>({
  inspection: async ({ page, context }, use) => {
    const happened: string[] = [];
    page.on('dialog', (dialog) => {
      happened.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    context.on('page', (opened) => happened.push(`page opened: ${opened.url()}`));
    context.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (hostname !== '127.0.0.1' || !protocol.startsWith('http')) happened.push(`request: ${request.url().slice(0, 200)}`);
    });
    await page.exposeFunction('happened', (what: string) => happened.push(what));
    await page.addInitScript(() => {
      const tell = (window as unknown as { happened(what: string): void }).happened;
      Object.defineProperty(window, 'owned', { value: () => tell('a script ran') });
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => tell(`refused by the policy: ${violatedDirective} ${blockedURI} ${sample}`));
    });
    await use({
      objections: async (page) => [...(await page.evaluate(inspect)), ...happened]
    });
    expect(happened).toEqual([]);
    expect(await context.cookies()).toEqual([]);
  }
});

/** Runs in the page. */
function inspect(): string[] {
  const objections = new Set<string>();
  const object = (to: Element, why: string) => objections.add(`${why}: ${to.outerHTML.slice(0, 160)}`);

  // The elements that Markdown may become, with their attributes.
  const inTexts: Record<string, string[]> = {
    P: [], H3: [], H4: [], H5: [], H6: [], UL: [], OL: ['start'], LI: [], BLOCKQUOTE: [], PRE: [], CODE: [], EM: [], STRONG: [], BR: [], HR: [],
    A: ['href', 'rel']
  };
  for (const element of document.querySelectorAll('.prose *')) {
    const attributes = inTexts[element.tagName];
    if (!attributes) object(element, 'an element that no text may have');
    else if (element.getAttributeNames().some((name) => !attributes.includes(name))) object(element, 'an attribute that no text may have');
    if (getComputedStyle(element).position !== 'static') object(element, 'lies elsewhere');
  }

  const everything = (root: ParentNode): Element[] => [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? everything(element.shadowRoot) : [])]);
  const elements = everything(document);
  const ids = new Set<string>();
  for (const element of elements) {
    if (element.matches('iframe, frame, object, embed, applet, base, img, image, picture, video, audio, source, track, math, foreignObject, animate, set, meta[http-equiv], template, marquee, [srcdoc], [ping], [formaction], [background], [target], [popover]:not(#languages)')) {
      object(element, 'no such element is ours');
    }
    if (element.getAttributeNames().some((name) => /^on/i.test(name))) object(element, 'a script in an attribute');
    const isOurStyle = element.id === 'svelte-announcer' || (element as HTMLElement).style?.cssText.startsWith('translate: ');
    if (element.hasAttribute('style') && !isOurStyle) object(element, 'a style of its own');
    if (element instanceof HTMLScriptElement && element.src !== '' && !element.src.startsWith(`${location.origin}/`) && location.origin !== element.src && !document.querySelector('portal-projects')) object(element, 'a script of others');
    if (element instanceof HTMLFormElement && (element.attributes.getNamedItem('action')?.value ?? '/').startsWith('/') === false) object(element, 'a form that leads elsewhere');
    if (element.id !== '' && element.getRootNode() === document) {
      if (ids.has(element.id)) object(element, 'an id twice');
      ids.add(element.id);
    }
    if (element instanceof HTMLAnchorElement && element.hasAttribute('href')) {
      if (!['http:', 'https:', 'mailto:', 'tel:'].includes(element.protocol)) object(element, 'a link that leads to no page');
      const leavesUs = element.protocol.startsWith('http') && element.hostname !== location.hostname;
      if (leavesUs && !['nofollow', 'ugc', 'noopener'].every((token) => element.relList.contains(token))) object(element, 'a link that vouches for others');
      if (element.username !== '' && element.protocol.startsWith('http')) object(element, 'a link that pretends');
      if (element.protocol === 'mailto:' && element.closest('.prose') && element.search !== '') object(element, 'a letter that is filled in');
      if (!element.closest('.prose') && !/[^\s\p{C}]/u.test(element.textContent ?? '') && !element.ariaLabel) object(element, 'a link without a name');
    }
    if (element instanceof HTMLLinkElement && !/^https?:$/.test(new URL(element.href, location.href).protocol)) object(element, 'loads from nowhere');
  }
  const running = elements.filter((element) => element instanceof HTMLScriptElement && !element.src && !/json/.test(element.type));
  if (running.length > 1) object(running[1] as Element, 'a script in the page');

  if (document.documentElement.scrollWidth > innerWidth) {
    const widest = elements.find((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('.visually-hidden, [role=region], pre'));
    object(widest ?? document.body, 'the page is too wide');
  }
  for (const element of elements) {
    if (!(element instanceof HTMLElement) || !element.matches('main :is(h1, h2, h3, h4, h5, h6, p, li, dd, dt, th, td, blockquote, .prose, .panel), portal-projects *')) continue;
    const style = getComputedStyle(element);
    if (style.overflowX === 'visible' && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1) object(element, 'a text is wider than its place');
  }

  for (const [selector, what] of [['h1', 'heading'], ['main', 'main part']]) {
    if (document.querySelectorAll(String(selector)).length !== 1) objections.add(`not one ${what}`);
  }
  if (!/\S/.test(document.querySelector('h1')?.innerText ?? '')) objections.add('an empty heading');
  if (!document.querySelector('portal-projects') && document.querySelectorAll('header nav a').length === 0) objections.add('no navigation');
  if (document.title.trim() === '') objections.add('no title');
  return [...objections].slice(0, 10);
}
