import { expect, inject, test } from 'vitest';
import { createPortalClient, PortalProblem } from '@portal/client';

const portal = createPortalClient({ baseUrl: inject('apiUrl') });

test('searches projects, with lists and pages', async () => {
  const all = await portal.searchProjects({ availability: ['open', 'full', 'deadlinePassed', 'ended'], pageSize: 100 });
  expect(all.items.length).toBeGreaterThan(0);

  const countries = [...new Set(all.items.map(({ country }) => country))].slice(0, 2);
  const some = await portal.searchProjects({ country: countries, availability: ['open', 'ended'], pageSize: 3, page: 1 });
  expect(some).toMatchObject({ page: 1, pageSize: 3 });
  expect(some.total).toBeGreaterThan(0);
  expect(some.total).toBeLessThan(all.total);
  for (const project of some.items) {
    expect(countries).toContain(project.country);
    expect(['open', 'ended']).toContain(project.availability);
  }
});

test('reads a project as of a day', async () => {
  const { items: [found] } = await portal.searchProjects({ pageSize: 1 });
  const project = await portal.getProject(found!.id);
  expect(project).toMatchObject({ id: found!.id, title: found!.title, availability: 'open' });
  expect(await portal.getProject(found!.id, { asOf: '2100-12-31' })).toMatchObject({ availability: 'ended', started: true });
});

test('asks whether a project takes somebody', async () => {
  const { items: [found] } = await portal.searchProjects({ pageSize: 1 });
  const nothing = await portal.checkEligibility(found!.id);
  expect(nothing.answer).toBe('unclear');
  expect(nothing.reasons.map(({ code }) => code)).toEqual(['residenceNotGiven', 'minimumAgeUnknown', 'maximumAgeUnknown', 'open']);
  const child = await portal.checkEligibility(found!.id, { birthDate: '2020-01-01', freeFrom: '2000-01-01', freeTo: '2100-12-31' });
  expect(child.answer).toBe('no');
  expect(child.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['tooYoung', 'fits']));
  await expect(portal.checkEligibility(found!.id, { country: 'ZZ' })).rejects.toMatchObject({ status: 400, code: 'validationFailed' });
});

test('searches organisations and reads one with its projects', async () => {
  const { items: [found] } = await portal.searchOrganisations({ hasOpenProjects: true, pageSize: 1 });
  const organisation = await portal.getOrganisation(found!.id);
  expect(organisation).toMatchObject({ name: found!.name, openProjects: found!.openProjects });
  expect(organisation.projects.items.filter(({ availability }) => availability === 'open')).toHaveLength(found!.openProjects);
});

test('reads the code lists in a language', async () => {
  const { language, countries } = await portal.getReferenceData({ language: 'ro' });
  expect(language).toBe('ro');
  expect(countries.find(({ code }) => code === 'GR')).toMatchObject({ label: 'Grecia' });
});

test('throws the problem documents of the API', async () => {
  const missing = await portal.getProject('01980f3a-6c1b-7f60-9d55-000000000000').catch((error: unknown) => error);
  expect(missing).toBeInstanceOf(PortalProblem);
  expect(missing).toMatchObject({ status: 404, code: 'projectNotFound' });
  expect(missing).not.toHaveProperty('errors');

  const refused = await portal.searchProjects({ page: 0, asOf: '1999-12-31' }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ status: 400, code: 'validationFailed' });
  expect(Object.keys((refused as PortalProblem).errors ?? {}).sort()).toEqual(['asOf', 'page']);
  expect((refused as PortalProblem).traceId).toBeTruthy();
});
