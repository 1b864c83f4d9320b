import { mergeTests, type Page } from '@playwright/test';
import type { ProjectDetail, ProjectPage, ProjectSummary } from '@portal/client';
import { test as alteredTest } from './support/altered-api';
import { test as foreignTest } from './support/foreign-page';
import { alive, expect, found, open, referenceOrganisation } from './support/portal';
import { openWith, savedProjects } from './support/saved';

const test = mergeTests(alteredTest, foreignTest);

// An icon that a browser looks for by itself.
test.use({ expectedComplaints: /^Failed to load resource.* 404 / });

/** What an API that is newer, older or broken might say in place of a value; without one where it says nothing at all. */
const oddities: [name: string, value?: unknown][] = [
  ['nothing'],
  ['null', null],
  ['a newer code', 'teleport'],
  ['an empty text', ''],
  ['a country that is none', 'XX'],
  ['a name that every object has', 'constructor'],
  ['another such name', '__proto__'],
  ['a number', 7],
  ['a negative number', -1],
  ['a fraction', 0.5],
  ['a huge number', 1e300],
  ['true', true],
  ['a list', ['teleport', 'teleport', null, 3, {}]],
  ['an empty list', []],
  ['a list of objects', [{}, { code: 'x', value: 'x', role: 'x', parameter: 'x', kind: 'x' }]],
  ['an object', { state: 'teleport', days: 1e300, latitude: 999, longitude: -999 }],
  ['an empty object', {}],
  ['a day that does not exist', '2027-02-30'],
  ['a month that does not exist', '2027-13-01'],
  ['no day', '0000-00-00'],
  ['a distant day', '9999-12-31'],
  ['a time', '2027-01-01T12:00:00Z'],
  ['a word for a day', 'tomorrow'],
  ['an address that is none', 'https://']
];

type Item = Record<string, unknown>;

function withOddity(item: object, field: string, [, ...value]: (typeof oddities)[number]): Item {
  const others = Object.entries(item).filter(([name]) => name !== field);
  return Object.fromEntries(value.length === 0 ? others : [...others, [field, value[0]]]);
}

/** The same oddity in every field, except what the page is found by. */
const odd = (item: object, oddity: (typeof oddities)[number], kept: string[] = []): Item => ({
  ...Object.keys(item).filter((field) => !['id', ...kept].includes(field)).reduce((changed, field) => withOddity(changed, field, oddity), { ...item } as Item),
  aFieldThatIsNewer: { with: ['anything'] }
});

const unreadable = /\bundefined\b|\bnull\b|\bNaN\b|Infinity|Invalid Date|\[object|\bfunction\b|native code|\{\w+\}|∞/;
const bareKey = /\b(topic|support|need|activity|role|availability|reason|fit|apply|check|closed|deadline|duration|distance|projects?|organisation|filter|wayOut|completion|map|saved|compare)\.[a-z]\w+/;

async function expectReadable(page: Page, what: string): Promise<void> {
  const text = await page.evaluate(() => {
    const names = [...document.querySelectorAll('[aria-label], [title], meta[content]')].flatMap((element) => ['aria-label', 'title', 'content'].map((name) => element.getAttribute(name) ?? ''));
    return [document.title, document.body.innerText, document.querySelector('portal-projects')?.shadowRoot?.textContent ?? '', ...names].join('\n');
  });
  expect.soft(unreadable.exec(text)?.[0], what).toBeUndefined();
  expect.soft(bareKey.exec(text)?.[0], what).toBeUndefined();
  await expect(page.getByRole('heading', { level: 1 }), what).toHaveText(/\S/);
}

async function show(page: Page, address: string, what: string): Promise<void> {
  expect((await page.goto(address))?.status(), what).toBe(200);
  await alive(page);
  await expectReadable(page, what);
}

test('a list says what it can, whatever one of its facts is', async ({ page, alteredApi, foreignSite, baseURL }) => {
  const alter = (page: ProjectPage): ProjectPage => {
    const project = found(page.items[0]);
    const fields = Object.keys(project).filter((field) => field !== 'id');
    const items = fields.flatMap((field) => oddities.map((oddity) => withOddity({ ...project, deadline: project.deadline ?? '2100-01-01' }, field, oddity)));
    return { ...page, items: items.map((item, index) => ({ ...item, id: `01980f3a-6c1b-7f60-9d55-${String(index).padStart(12, '0')}` })) as unknown as ProjectSummary[] };
  };
  let count = 0;
  alteredApi.alter<ProjectPage>('/v1/projects?', (page) => {
    const altered = alter(page);
    count = altered.items.length;
    return altered;
  });
  await show(page, '/?map=1', 'search');
  await expect(page.getByRole('region', { name: 'Map of the results' })).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(count);
  expect(count).toBeGreaterThan(400);
  await show(page, '/ro', 'search in Romanian');

  const policy = `default-src 'none'; script-src ${baseURL}; connect-src ${alteredApi.apiUrl}`;
  await page.goto(foreignSite.serve(`<script async src="${baseURL}/widget/portal-projects.js"></script><portal-projects></portal-projects>`, { policy }));
  await expect(page.getByRole('list', { name: 'Volunteering projects' }).getByRole('listitem')).toHaveCount(count);
  await expectReadable(page, 'widget');
});

test('a project is a page whatever its facts are', async ({ page, api, alteredApi }) => {
  const { id } = found((await api.searchProjects()).items[0]);
  let oddity = found(oddities[0]);
  alteredApi.alter<object>(`/v1/projects/${id}/eligibility`, () => ({ answer: oddity[1], reasons: oddities.map(([, value]) => ({ code: value, outcome: oddity[1], text: value })) }));
  alteredApi.alter<ProjectDetail>(`/v1/projects/${id}`, (project) => odd(project, oddity, ['availability']) as unknown as ProjectDetail);
  for (oddity of oddities) await show(page, `/projects/${id}`, oddity[0]);

  // Open, so that one can ask; what the answer says is as odd.
  for (oddity of oddities.slice(0, 5)) {
    await show(page, `/projects/${id}`, oddity[0]);
    const form = page.getByRole('region', { name: 'Can I apply?' });
    await form.getByRole('button', { name: 'Check' }).click();
    await expect(form.getByRole('status').getByRole('heading')).toBeVisible();
    await expectReadable(page, `answer of ${oddity[0]}`);
  }
});

test('a project is a page whatever its availability, and however it is compared', async ({ page, api, alteredApi }) => {
  const projects = (await api.searchProjects({ pageSize: 4 })).items;
  let begin = 0;
  for (const [index, { id }] of projects.entries()) {
    alteredApi.alter<ProjectDetail>(`/v1/projects/${id}`, (project) => odd(project, found(oddities[(begin + index) % oddities.length])) as unknown as ProjectDetail);
  }
  const compare = projects.map(({ id }) => `compare=${id}`).join('&');
  for (begin = 0; begin < oddities.length; begin += 4) {
    await openWith(page, `/saved?${compare}`, savedProjects(...projects));
    await expect(page.getByRole('columnheader')).toHaveCount(5);
    await expect(page.getByRole('article')).toHaveCount(4);
    await expectReadable(page, `compared from ${oddities[begin]?.[0]} on`);
  }
  await show(page, `/projects/${projects[0]?.id}`, 'an odd availability');
});

test('an organisation and the directory are pages whatever their facts are', async ({ page, api, alteredApi }) => {
  const id = await referenceOrganisation(api);
  let oddity = found(oddities[0]);
  alteredApi.alter<{ projects: object; labels: object[] }>(`/v1/organisations/${id}`, (profile) => ({
    ...odd(profile, oddity, ['projects', 'labels']),
    labels: oddities.map(([, value]) => ({ role: value, reference: oddity[1], validUntil: value })),
    projects: odd(profile.projects, oddity)
  }) as never);
  for (oddity of oddities) await show(page, `/organisations/${id}`, oddity[0]);

  alteredApi.alter<{ items: object[] }>('/v1/organisations?', (page) => ({
    ...page,
    items: Object.keys(found(page.items[0])).filter((field) => field !== 'id').flatMap((field) => oddities.map((oddity) => withOddity(found(page.items[0]), field, oddity))).map((item, index) => ({ ...item, id: `k${index}` }))
  }));
  await show(page, '/organisations', 'directory');
  expect(await page.getByRole('article').count()).toBeGreaterThan(150);
});

test('a search is a page whatever stands around its results', async ({ page, alteredApi }) => {
  let oddity = found(oddities[0]);
  const codes = () => oddities.map(([, value]) => value);
  alteredApi.alter<{ facets: object }>('/v1/projects/facets', ({ facets }) => ({ total: oddity[1], facets: Object.fromEntries(Object.keys(facets).map((facet) => [facet, codes().map((value) => ({ value, count: oddity[1] }))])) }) as never);
  alteredApi.alter<object>('/v1/projects/suggestions', () => ({ items: codes().flatMap((value) => ['town', 'topic', 'country', 'title', value].map((kind) => ({ kind, text: value, code: oddity[1], id: value, country: value, location: oddity[1], total: oddity[1] }))) }));
  alteredApi.alter<object>('/v1/reference', (reference) => ({ ...reference, topics: codes().map((code) => ({ code, label: oddity[1] })), supports: oddity[1], countries: codes().map((code) => ({ code, label: code, group: code })) }));
  alteredApi.alter<{ total: number }>('/v1/projects?', ({ total, ...page }) => ({
    ...page,
    total: oddity[0] === 'null' ? 0 : total,
    page: oddity[1],
    pageSize: oddity[1],
    next: oddity[1],
    correctedText: oddity[1],
    suggestions: codes().flatMap((value) => ['drop', 'widen', value].flatMap((action) => ['text', 'radiusKm', 'fit', 'availability', value].map((parameter) => ({ parameter, action, values: [value], total: oddity[1] })))),
    ...(oddity[0] === 'null' && { items: [] })
  }));
  for (oddity of oddities.filter((_, index) => index % 2 === 1)) await show(page, '/?text=garden&near=47.02,28.83', oddity[0]);
  await page.getByRole('combobox', { name: 'What or where' }).fill('gard');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectReadable(page, 'suggestions');
});

test('an answer that is none of the kind breaks no page', async ({ page, api, alteredApi }) => {
  const { id } = found((await api.searchProjects()).items[0]);
  const organisation = await referenceOrganisation(api);
  for (const answer of [{}, [], 'teleport', 7, null]) {
    for (const path of ['/v1/projects?', '/v1/projects/facets', '/v1/reference', '/v1/organisations?', '/v1/organisations/facets', `/v1/organisations/${organisation}`, `linked:/v1/projects/${id}`, `/v1/projects/${id}`]) {
      alteredApi.alter(path, () => answer);
    }
    for (const path of ['/', `/projects/${id}`, '/organisations', `/organisations/${organisation}`]) await show(page, path, `${path} of ${JSON.stringify(answer)}`);
  }
});

test('an API of another version is still read', async ({ page, alteredApi }) => {
  alteredApi.alter<ProjectPage>('/v1/projects?', (page) => ({ ...page, version: '9.0.0', deprecated: true, items: page.items.map((item) => ({ ...item, topics: ['edu', 'space'] as never })) }));
  await open(page, '/');
  await page.getByRole('article').first().getByRole('link').click();
  await expect(page.getByRole('complementary', { name: 'At a glance' })).toBeVisible();
  await expectReadable(page, 'project');
});
