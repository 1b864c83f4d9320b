import { mergeTests, type Page } from '@playwright/test';
import type { OrganisationPage, OrganisationProfile, OrganisationSummary, ProjectDetail, ProjectPage, ProjectSummary, ReferenceData, SearchCompletion } from '@portal/client';
import { test as alteredTest } from './support/altered-api';
import { test as foreignTest } from './support/foreign-page';
import { hostileAddresses, hostileTexts, parts, plainTexts, someTexts } from './support/hostile-texts';
import { test as inspectedTest } from './support/inspection';
import { alive, expect, found, open, referenceOrganisation } from './support/portal';
import { openWith, savedProjects } from './support/saved';

const test = mergeTests(alteredTest, foreignTest, inspectedTest);

// Projects that are gone.
test.use({ expectedComplaints: /^Failed to load resource.* 404 / });

// Texts of others, as partners write them and as nobody should: the API's own cleaning does not stand between.

/** As many as one page shows at once. */
const atOnce = 150;
/** More than a text may have, and as much as a page shows of one. */
const mostOnAPage = 15_000;
/** A title as long as the API lets one be. */
const titleLength = 200;
/** Longer than any of them, and short enough for hundreds of them on one page. */
const mostInAList = 1_000;

const key = (number: number) => `01980f3a-6c1b-7f60-9d55-${number.toString(16).padStart(12, '0')}`;
const title = (texts: string[]) => texts.map((text) => text.slice(0, titleLength)).join(' ');
const indented = (text: string, first: string, further: string) => first + text.replaceAll('\n', `\n${further}`);
const beginning = 'This is the beginning.';

/** In paragraphs, the other way round, in lists and in quotes; one text does not swallow the rest. */
const asMarkdown = (texts: string[]) => ({
  description: [beginning, ...texts].join('\n\n'),
  participantProfile: [...texts].reverse().join('\n\n'),
  accommodation: texts.map((text) => indented(text, '- ', '  ')).join('\n'),
  training: texts.map((text) => indented(text, '> ', '> ')).join('\n\n')
});

/** A project whose every word is one of these. */
const hostileSummary = (project: ProjectSummary, whole: string, number: number): ProjectSummary => hostileFacts(project, whole.slice(0, mostInAList), number);

const hostileFacts = (project: ProjectSummary, text: string, number: number): ProjectSummary => ({
  ...project,
  id: key(number),
  title: text,
  organisation: { id: key(number), name: text },
  town: text,
  reference: text,
  highlight: `<mark>${text}</mark> ${text}`,
  topics: [text as never],
  supports: [text as never],
  availability: number % 2 === 0 ? 'open' : (text as never),
  activityType: text as never
});

function hostileDetail(project: ProjectDetail, texts: string[], number: number): ProjectDetail {
  return {
    ...project,
    ...asMarkdown(texts),
    title: title(texts),
    organisation: { ...project.organisation, name: title(texts) },
    town: title(texts),
    availability: 'open',
    language: texts[0] as string,
    topics: texts as never,
    supports: texts as never,
    eligibleCountries: texts as never,
    activityType: title(texts) as never,
    applyUrl: hostileAddresses[number % hostileAddresses.length] as string
  };
}

/** The page as the server makes it, and then as the browser goes on with it. */
async function show(page: Page, address: string): Promise<void> {
  expect((await page.goto(address))?.status()).toBe(200);
  await alive(page);
}

const hostileLinkedData = (texts: string[]) => (data: object) => ({ ...data, name: title(texts), description: texts.join('\n'), keywords: texts });

test.beforeEach(async ({ page }) => page.setViewportSize({ width: 320, height: 800 }));

test('there are many hostile texts, and each is another one', () => {
  expect(new Set(hostileTexts).size).toBeGreaterThan(400);
});

test('projects of hostile texts are pages like any other', async ({ page, api, alteredApi, inspection }) => {
  const { id } = found((await api.searchProjects()).items[0]);
  let texts: string[] = [];
  let number = 0;
  alteredApi.alter<object>(`linked:/v1/projects/${id}`, (data) => hostileLinkedData(texts)(data));
  alteredApi.alter<ProjectDetail>(`/v1/projects/${id}`, (project) => hostileDetail(project, texts, number));
  for ([number, texts] of parts(hostileTexts, atOnce, mostOnAPage).entries()) {
    await show(page, `/projects/${id}`);
    await expect(page.getByText(beginning, { exact: true })).toBeVisible();
    expect(await inspection.objections(page), `part ${number}`).toEqual([]);
  }
});

for (const [number, texts] of parts(plainTexts, atOnce).entries()) {
  test(`lists of hostile texts are lists like any other, part ${number + 1}`, async ({ page, api, alteredApi, inspection }) => {
    const project = found((await api.searchProjects()).items[0]);
    const id = await referenceOrganisation(api);
    alteredApi.alter<ProjectDetail>(`/v1/projects/${project.id}`, (project) => hostileDetail(project, texts.slice(0, 20), number));
    alteredApi.alter<ProjectPage>('/v1/projects?', (page) => ({
      ...page,
      correctedText: title(texts),
      items: texts.map((text, index) => ({ ...hostileSummary(project, text, index), ...(index === 0 && { id: project.id }) }))
    }));
    const summary = (organisation: OrganisationSummary, whole: string, index: number) => {
      const text = whole.slice(0, mostInAList);
      return { ...organisation, id: index === 0 ? id : key(index), name: text, town: text, pic: text, topics: [text as never], supports: [text as never] } satisfies OrganisationSummary;
    };
    alteredApi.alter<object>(`linked:/v1/organisations/${id}`, hostileLinkedData(texts));
    alteredApi.alter<OrganisationProfile>(`/v1/organisations/${id}`, (profile) => ({
      ...profile,
      ...summary(profile, title(texts), 0),
      topics: texts as never,
      supports: texts as never,
      description: asMarkdown(texts.slice(0, 20)).description,
      website: hostileAddresses[number * 7] as string,
      email: texts[number] as string,
      phone: texts[number + 1] as string,
      labels: texts.map((text) => ({ role: text as never, reference: text, validUntil: text })),
      projects: { ...profile.projects, total: texts.length, items: texts.map((text, index) => hostileSummary(project, text, index)) }
    }));
    alteredApi.alter<OrganisationPage>('/v1/organisations?', (page) => ({ ...page, correctedText: title(texts), items: texts.map((text, index) => summary(found(page.items[0]), text, index)) }));

    await show(page, '/?text=hostile');
    await expect(page.getByRole('article')).toHaveCount(texts.length);
    expect(await inspection.objections(page)).toEqual([]);

    // From here on without a load, as far as links go.
    await page.getByRole('article').first().getByRole('link').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText(beginning, { exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Similar projects' })).toBeVisible();
    expect(await inspection.objections(page)).toEqual([]);

    await page.getByRole('navigation').first().getByRole('link', { name: 'Organisations' }).click();
    await expect(page.getByRole('article')).toHaveCount(texts.length);
    expect(await inspection.objections(page)).toEqual([]);
    await page.getByRole('article').first().getByRole('link').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText(beginning, { exact: true })).toBeVisible();
    expect(await inspection.objections(page)).toEqual([]);

    await show(page, `/organisations/${id}`);
    await expect(page.getByText(beginning, { exact: true })).toBeVisible();
    expect(await inspection.objections(page)).toEqual([]);
  });
}

test('hostile texts on the map, in suggestions and as ways out stay texts', async ({ page, api, alteredApi, inspection }) => {
  const { items } = await api.searchProjects({ country: ['RO'], pageSize: 1 });
  let isEmpty = false;
  alteredApi.alter<ProjectPage>('/v1/projects?', (page) => ({
    ...page,
    total: isEmpty ? 0 : someTexts.length,
    // All in one place, so that the map names all of them at once.
    items: isEmpty ? [] : someTexts.map((text, index) => ({ ...hostileSummary(found(items[0]), text, index), location: { latitude: 47, longitude: 28 } })),
    suggestions: isEmpty ? someTexts.map((text) => ({ parameter: 'text', action: 'widen', values: [text], total: 1 })) : []
  }));
  alteredApi.alter<{ items: SearchCompletion[] }>('/v1/projects/suggestions', () => ({
    items: someTexts.map((text, index) => ({ kind: (['town', 'title', 'organisation', 'topic', text] as const)[index % 5] as never, text, code: text, id: key(index), country: text, location: null, total: 1 }))
  }));
  alteredApi.alter<ReferenceData>('/v1/reference', (reference) => ({
    ...reference,
    countries: [...reference.countries, ...someTexts.map((text) => ({ ...found(reference.countries[0]), code: text, label: text, group: 'programme' as const }))],
    topics: [...reference.topics, ...someTexts.map((text) => ({ ...found(reference.topics[0]), code: text, label: text }))] as never
  }));

  await open(page, '/?map=1');
  const map = page.getByRole('region', { name: 'Map of the results' });
  await map.getByRole('button', { name: /projects here$/ }).click();
  await expect(map.getByRole('list', { name: /projects here$/ }).getByRole('link').first()).toBeVisible();
  expect(await inspection.objections(page)).toEqual([]);

  isEmpty = true;
  await open(page, '/?text=hostile');
  await expect(page.getByRole('list', { name: 'Try one of these:' }).getByRole('link').first()).toBeVisible();
  expect(await inspection.objections(page)).toEqual([]);
  await page.getByRole('combobox', { name: 'What or where' }).fill('hostile words');
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(await inspection.objections(page)).toEqual([]);
});

test('hostile texts that were saved, that are compared and that answer a question stay texts', async ({ page, api, alteredApi, inspection }) => {
  const projects = (await api.searchProjects({ pageSize: 3 })).items;
  const pieces = parts(someTexts, Math.ceil(someTexts.length / projects.length));
  for (const [index, { id }] of projects.entries()) {
    alteredApi.alter<object>(`/v1/projects/${id}/eligibility`, () => ({
      answer: 'hostile',
      reasons: someTexts.map((text) => ({ code: text, outcome: text, text }))
    }));
    alteredApi.alter<ProjectDetail>(`/v1/projects/${id}`, (project) => ({ ...hostileDetail(project, found(pieces[index]), index), description: null }));
  }
  const gone = someTexts.map((text, index) => ({ id: key(index), title: text }));
  const [one, other] = projects.map(({ id }) => id);
  await openWith(page, `/saved?compare=${one}&compare=${other}`, savedProjects(...projects, ...gone.slice(-40)));
  await expect(page.getByRole('columnheader').nth(2)).toBeVisible();
  await expect(page.getByText('no longer', { exact: false }).first()).toBeVisible();
  expect(await inspection.objections(page)).toEqual([]);

  await open(page, `/projects/${one}`);
  await page.getByRole('region', { name: 'Can I apply?' }).getByRole('button', { name: 'Check' }).click();
  await expect(page.getByRole('region', { name: 'Can I apply?' }).getByRole('status').getByRole('listitem').first()).toBeVisible();
  expect(await inspection.objections(page)).toEqual([]);
});

test('hostile texts do nothing on the pages of others either', async ({ page, baseURL, alteredApi, foreignSite, inspection }) => {
  alteredApi.alter<ProjectPage>('/v1/projects?', (page) => ({ ...page, items: someTexts.map((text, index) => hostileSummary(found(page.items[0]), text, index)) }));
  const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; script-src ${baseURL}; connect-src ${alteredApi.apiUrl}`;
  await page.goto(foreignSite.serve(`<script async src="${baseURL}/widget/portal-projects.js"></script><portal-projects count="50"></portal-projects>`, { policy }));
  await expect(page.getByRole('list', { name: 'Volunteering projects' }).getByRole('listitem')).toHaveCount(someTexts.length);
  expect(await inspection.objections(page)).toEqual([]);
  expect(await foreignSite.violations(page)).toEqual([]);
});
