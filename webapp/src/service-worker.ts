/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { build, version } from '$service-worker';
import { languageOf, pathIn, type Language } from '$lib/i18n/languages';
import { isAbout, keptCache, mayBeKept } from '$lib/saved/kept-cache';

/**
 * Makes saved projects readable without a connection. Whatever can be had from the network comes from there; only
 * files whose names change with their content are taken from the device first.
 */
const worker = globalThis.self as unknown as ServiceWorkerGlobalScope;

const ownCache = `portal-application-${version}`;

// The catalogue of each language is a file of its own: only those of the reader are fetched.
const catalogueOf = (language: Language) => build.filter((path) => path.includes(`/messages/${language}.`));
// The page of components is for those who build the portal.
const forEverybody = build.filter((path) => !/\/(messages|components)\//.test(path));

/** An empty page that becomes the page of any address, in the language of the address. */
const shellOf = (language: Language) => pathIn(language, '/offline');
/** What the application asks its own server on every page. */
const dataPath = '/offline/__data.json?x-sveltekit-invalidated=10';

worker.addEventListener('install', (event) => {
  event.waitUntil(keepApplication().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOldReleases().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  const isOurs = url.origin === worker.location.origin;

  if (isOurs && build.includes(url.pathname)) event.respondWith(ownFile(request));
  else if (isOurs && request.mode === 'navigate') event.respondWith(page(event, url));
  else if (isOurs && url.pathname.endsWith('/__data.json')) event.respondWith(data(request));
  else if (!isOurs && mayBeKept(url)) event.respondWith(answer(request));
});

async function keepApplication(): Promise<void> {
  const cache = await caches.open(ownCache);
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const languages = new Set(windows.map(({ url }) => languageOf(new URL(url).pathname)));
  // One after another: what the reader asks for meanwhile comes first.
  for (const path of [...forEverybody, dataPath]) await cache.add(path);
  for (const language of languages) await keepLanguage(language);
}

async function keepLanguage(language: Language): Promise<void> {
  const cache = await caches.open(ownCache);
  if (await cache.match(shellOf(language))) return;
  await cache.addAll([...catalogueOf(language), shellOf(language)]);
}

async function dropOldReleases(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name !== ownCache && name !== keptCache);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function ownFile(request: Request): Promise<Response> {
  return (await kept(ownCache, request)) ?? fetch(request);
}

async function page(event: FetchEvent, { pathname }: URL): Promise<Response> {
  const language = languageOf(pathname);
  try {
    const response = await fetch(event.request);
    if (response.ok) event.waitUntil(keepLanguage(language).catch(() => {}));
    // The server is there, but has nothing to show: the device may have.
    if (response.status >= 500 && (await isKept(pathname))) return (await kept(ownCache, shellOf(language))) ?? response;
    return response;
  } catch (problem) {
    const shell = await kept(ownCache, shellOf(language));
    if (shell) return shell;
    throw problem;
  }
}

async function data(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (problem) {
    const same = await kept(ownCache, dataPath);
    if (same) return same;
    throw problem;
  }
}

async function answer(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    if (response.status < 500 && response.status !== 429) return response;
    return (await kept(keptCache, request.url)) ?? response;
  } catch (problem) {
    const last = await kept(keptCache, request.url);
    if (last) return last;
    throw problem;
  }
}

/** Whether the page of this address shows a project that is kept. */
async function isKept(pathname: string): Promise<boolean> {
  const id = /\/projects\/([^/]+)$/.exec(pathname)?.[1];
  if (!id) return false;
  const requests = await (await caches.open(keptCache)).keys();
  return requests.some(({ url }) => isAbout(url, id));
}

async function kept(name: string, request: Request | string): Promise<Response | undefined> {
  return (await caches.open(name)).match(request, { ignoreVary: true });
}
