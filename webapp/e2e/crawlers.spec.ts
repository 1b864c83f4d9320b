import type { ProjectLinkedData } from '@portal/client';
import { languageCodes, languages, pathIn } from '../src/lib/i18n/languages';
import { standingPages } from '../src/lib/sitemap/pages';
import { inStep } from './support/in-step';
import { expect, found, open, referenceOrganisation, test } from './support/portal';
import { test as altered } from './support/altered-api';
import { objections } from './support/schema-org';

const jsonLd = (html: string) =>
  [...html.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)].map(([, text]) => JSON.parse(String(text)) as Record<string, unknown>);

const attributesOf = (html: string, element: RegExp) =>
  [...html.matchAll(element)].map(([tag]) =>
    Object.fromEntries([...tag.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name, String(value).replaceAll('&amp;', '&')]))
  );

test('a project page says in its first response what it is about, as the API does', async ({ request, api, baseURL }) => {
  const project = found((await api.searchProjects()).items[0]);
  const told = await api.getProjectLinkedData(project.id);
  for (const html of await inStep(languageCodes, async (language) => (await request.get(pathIn(language, `/projects/${project.id}`))).text())) {
    const [data, ...more] = jsonLd(html);
    expect(more).toEqual([]);
    expect(data).toEqual(told);
    expect(data).toMatchObject({
      '@context': 'https://schema.org',
      '@type': ['Event', 'EducationalOccupationalProgram'],
      url: `${baseURL}/projects/${project.id}`,
      name: project.title,
      startDate: project.startsOn,
      endDate: project.endsOn,
      location: { '@type': 'Place', address: { '@type': 'PostalAddress', addressCountry: project.country } },
      organizer: { '@type': 'NGO', name: project.organisation.name, url: `${baseURL}/organisations/${project.organisation.id}` },
      ...(project.deadline !== null && { applicationDeadline: project.deadline })
    });
  }
});

test('an organisation page says in its first response what it is about, as the API does', async ({ request, api, baseURL }) => {
  const id = await referenceOrganisation(api);
  const html = await (await request.get(`/organisations/${id}`)).text();
  const [data] = jsonLd(html);
  expect(data).toEqual(await api.getOrganisationLinkedData(id));
  expect(data).toMatchObject({
    '@type': 'NGO',
    url: `${baseURL}/organisations/${id}`,
    name: 'International Organization for Migration Mission to Moldova',
    address: { addressCountry: 'MD' }
  });
  expect(data).not.toHaveProperty('email');
});

test('schema.org has nothing to object to in what is said of projects and organisations', async ({ api }) => {
  const everything = { availability: ['open', 'full', 'deadlinePassed', 'ended'] } as const;
  const projects = await api.searchProjects({ availability: [...everything.availability], pageSize: 25 });
  const organisations = await api.searchOrganisations({ pageSize: 25 });
  const told: object[] = [
    ...(await Promise.all(projects.items.map(({ id }) => api.getProjectLinkedData(id)))),
    ...(await Promise.all(organisations.items.map(({ id }) => api.getOrganisationLinkedData(id))))
  ];
  const items = told.map((item) => ({ ...item }) as Record<string, unknown>);
  expect(items.length).toBeGreaterThan(20);
  expect(objections(items)).toEqual([]);

  // It would, if there were.
  const wrong = { eventStatus: 'https://schema.org/EventDone', colour: 'red', location: { '@type': 'Place', address: { '@type': 'PostalAddress', town: 'Iași' } } };
  expect(objections([{ ...items[0], ...wrong }]).map((one) => one.split(':')[0])).toEqual(['eventStatus', 'location', 'colour']);
});

test('other pages have none, and moving on takes it away', async ({ page, request, api }) => {
  expect(jsonLd(await (await request.get('/')).text())).toEqual([]);
  const project = found((await api.searchProjects()).items[0]);
  await open(page, `/projects/${project.id}`);
  await expect(page.locator('script[type="application/ld+json"]')).toHaveCount(1);
  await page.getByRole('link', { name: project.organisation.name, exact: true }).first().click();
  await expect(page).toHaveURL(/\/organisations\//);
  await expect(page.locator('script[type="application/ld+json"]')).toHaveCount(0);
});

altered('no text breaks out of the structured data', async ({ page, alteredApi, api }) => {
  const { id } = found((await api.searchProjects()).items[0]);
  const text = '</script><script>document.title = "broken out"</script><!-- <script>';
  alteredApi.alter<ProjectLinkedData>(`linked:/v1/projects/${id}`, (project) => ({ ...project, name: text }));
  await open(page, `/projects/${id}`);
  expect(await page.title()).not.toContain('broken out');
  const data = await page.locator('script[type="application/ld+json"]').textContent();
  expect((JSON.parse(String(data)) as { name: string }).name).toBe(text);
});

test('every page can be shared', async ({ request, api, baseURL }) => {
  const project = found((await api.searchProjects()).items[0]);
  const pages = { ...Object.fromEntries(standingPages.map((path) => [path, 'website'])), [`/projects/${project.id}`]: 'article', [`/organisations/${project.organisation.id}`]: 'profile' };
  for (const [path, type] of Object.entries(pages)) {
    const inEach = await inStep(languageCodes, async (language) => {
      const address = pathIn(language, path);
      return { language, address, html: await (await request.get(address)).text() };
    });
    for (const { language, address, html } of inEach) {
      const meta = Object.fromEntries(attributesOf(html, /<meta [^>]+>/g).map((one) => [one['property'] ?? one['name'], one['content']]));
      expect(meta, address).toMatchObject({ 'og:type': type, 'og:url': baseURL + address, 'og:image': `${baseURL}/share.png`, 'twitter:card': 'summary_large_image' });
      expect(meta['og:title'], address).toBeTruthy();
      expect(meta['og:description'], address).toBe(meta['description']);
      expect(meta['og:locale'], address).toMatch(new RegExp(`^${new Intl.Locale(languages[language].locale).language}_[A-Z]{2}$`));
      const links = attributesOf(html, /<link [^>]+>/g);
      expect(links.filter(({ rel }) => rel === 'canonical').map(({ href }) => href), address).toEqual([baseURL + address]);
      expect(links.flatMap(({ hreflang }) => hreflang ?? []).sort(), address).toEqual([...languageCodes, 'x-default'].sort());
    }
  }
  const image = await request.get('/share.png');
  expect(image.headers()['content-type']).toBe('image/png');
});

test('a project page names what embeds it, and that is a quotation of it', async ({ request, api, baseURL }) => {
  const project = found((await api.searchProjects()).items[0]);
  const html = await (await request.get(`/ro/projects/${project.id}`)).text();
  const link = found(attributesOf(html, /<link [^>]+>/g).find(({ type }) => type === 'application/json+oembed'));
  const answer = await request.get(found(link['href']));
  const embedded = (await answer.json()) as Record<string, unknown>;
  expect(embedded).toMatchObject({ type: 'rich', version: '1.0', title: project.title, author_name: project.organisation.name, provider_name: 'European Youth Portal', provider_url: `${baseURL}/` });
  expect(embedded['html']).toContain(`<blockquote cite="${baseURL}/ro/projects/${project.id}"`);
  expect(Number(embedded['width'])).toBeGreaterThan(0);
});

test('pages name their feeds and calendars, with their filters', async ({ request, api }) => {
  const project = found((await api.searchProjects()).items[0]);
  const linksOf = async (path: string) =>
    attributesOf(await (await request.get(path)).text(), /<link rel="alternate" type[^>]+>/g).map(({ type, href }) => ({ type, address: new URL(String(href)) }));
  const v1 = `${process.env['PORTAL_API_URL']}/v1`;

  const search = await linksOf('/ro?country=MD&country=RO&topic=edu&minWeeks=4');
  expect(search.map(({ type, address }) => [type, address.origin + address.pathname])).toEqual([
    ['application/atom+xml', `${v1}/projects/feed`],
    ['application/feed+json', `${v1}/projects/feed`],
    ['text/calendar', `${v1}/projects/deadlines.ics`]
  ]);
  const filters = [['country', 'MD'], ['country', 'RO'], ['topic', 'edu'], ['availability', 'open'], ['minWeeks', '4'], ['language', 'ro']];
  expect(search.map(({ address }) => [...address.searchParams])).toEqual([[...filters, ['format', 'atom']], [...filters, ['format', 'json']], filters]);

  const organisation = await linksOf(`/organisations/${project.organisation.id}`);
  expect(organisation.map(({ address }) => address.searchParams.get('organisationId'))).toEqual(Array(3).fill(project.organisation.id));

  const [oEmbed, calendar, ...more] = await linksOf(`/projects/${project.id}`);
  expect(more).toEqual([]);
  expect(oEmbed?.type).toBe('application/json+oembed');
  expect(calendar).toMatchObject({ type: 'text/calendar', address: { href: `${v1}/projects/${project.id}/event.ics?language=en` } });

  // What is named is there, in the form that is named.
  for (const { type, address } of [...search, ...organisation, found(calendar)]) {
    const answer = await request.get(address.href);
    expect([answer.status(), answer.headers()['content-type']?.split(';')[0]]).toEqual([200, type]);
  }
});

test('robots are told where the sitemaps are', async ({ request, baseURL }) => {
  const answer = await request.get('/robots.txt');
  expect(answer.headers()['content-type']).toContain('text/plain');
  expect(await answer.text()).toBe(`User-agent: *\nAllow: /\n\nSitemap: ${baseURL}/sitemap.xml\n`);
});

test('the sitemaps list every page that has not ended, in every language', async ({ page, request, api, baseURL }) => {
  const read = async (path: string) => {
    const answer = await request.get(path);
    expect(answer.headers()['content-type'], path).toContain('application/xml');
    return answer.text();
  };
  /** What a browser's own XML reader takes a text for. */
  const root = (xml: string) =>
    page.evaluate((text) => {
      const { documentElement } = new DOMParser().parseFromString(text, 'application/xml');
      return [documentElement.nodeName, documentElement.namespaceURI];
    }, xml);
  const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

  const index = await read('/sitemap.xml');
  expect(await root(index)).toEqual(['sitemapindex', namespace]);
  const files = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc]) => String(loc));
  const parts = await api.getSitemap();
  expect(files).toHaveLength(languageCodes.length * (parts.items.length + 1));

  const listed = new Map<string, string>();
  const twice: string[] = [];
  for (const { file, xml } of await inStep(files, async (file) => ({ file, xml: await read(file) }))) {
    // All languages have the same files.
    if (file.includes('-en-')) expect(await root(xml), file).toEqual(['urlset', namespace]);
    const items = [...xml.matchAll(/<url>(.*?)<\/url>/gs)].map(([, item]) => String(item));
    expect(items.length, file).toBeLessThanOrEqual(50_000);
    expect(xml.length, file).toBeLessThan(50_000_000);
    for (const item of items) {
      const address = String(/<loc>([^<]+)<\/loc>/.exec(item)?.[1]);
      if (listed.has(address)) twice.push(address);
      listed.set(address, item);
    }
  }
  expect(twice).toEqual([]);

  const live = await api.searchProjects({ availability: ['open', 'full', 'deadlinePassed'], pageSize: 1 });
  const organisations = await api.searchOrganisations({ pageSize: 1 });
  const projectPages = [...listed.keys()].filter((address) => address.includes('/projects/'));
  expect(projectPages).toHaveLength(live.total * languageCodes.length);
  expect(listed.size).toBe((live.total + organisations.total + standingPages.length) * languageCodes.length);

  const project = await api.getProject(found(live.items[0]).id);
  for (const language of languageCodes) {
    const item = found(listed.get(baseURL + pathIn(language, `/projects/${project.id}`)));
    expect(/<lastmod>([^<]+)<\/lastmod>/.exec(item)?.[1]).toBe(project.updatedAt);
    expect(attributesOf(item, /<xhtml:link [^>]+>/g).map(({ hreflang, href }) => [hreflang, href])).toEqual([
      ...languageCodes.map((code) => [code, baseURL + pathIn(code, `/projects/${project.id}`)]),
      ['x-default', `${baseURL}/projects/${project.id}`]
    ]);
  }
});

test('a sitemap that there is not is not found', async ({ request }) => {
  for (const path of ['/sitemap-xx-pages.xml', '/sitemap-en-person-0.xml', '/sitemap-en-project-nothing.xml']) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
});
