import { expect, inject, test } from 'vitest';
import ICAL from './ical.mjs';
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

test('exports what a search finds, line by line', async () => {
  const { total } = await portal.searchProjects({ topic: ['edu'], pageSize: 1 });
  const response = await portal.exportProjects({ topic: ['edu'] });
  const keys: string[] = [];
  let rest = '';
  for await (const part of response.body!.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>) {
    const lines = (rest + part).split('\n');
    rest = lines.pop()!;
    keys.push(...lines.map((line) => (JSON.parse(line) as { id: string }).id));
  }
  expect(rest).toBe('');
  expect(keys).toHaveLength(total);
  const later = await portal.exportProjects({ topic: ['edu'], format: 'csv', cursor: keys.at(-2)! });
  expect((await later.text()).trimEnd().split('\r\n')[1]).toMatch(new RegExp(`^${keys.at(-1)}`));
  await expect(portal.exportProjects({ bom: true })).rejects.toMatchObject({ status: 400, code: 'validationFailed' });
});

test('reads feeds and calendars as they are', async () => {
  const { items: [found], total } = await portal.searchProjects({ deadlineFrom: '2000-01-01', pageSize: 1 });
  expect(await portal.getProjectFeed({ pageSize: 1 })).toMatch(/^<\?xml [^]*<feed [^]*<\/feed>$/);
  const feed = JSON.parse(await portal.getProjectFeed({ format: 'json', pageSize: 1 })) as { items: { id: string }[] };
  expect(feed.items).toHaveLength(1);

  // Read by a program that knows nothing of ours.
  const deadlines = new ICAL.Component(ICAL.parse(await portal.getProjectCalendar({ language: 'ro' })));
  const events = deadlines.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  expect(events).toHaveLength(Math.min(total, 1000));
  const deadline = events.find(({ uid }) => uid === `deadline-${found!.id}`)!;
  expect(deadline.startDate).toMatchObject({ isDate: true });
  expect(deadline.startDate.toString()).toBe(found!.deadline);
  expect(deadline.duration.toSeconds()).toBe(24 * 60 * 60);
  expect(deadline.summary).toBe(`Ultima zi pentru înscrieri: ${found!.title}`);

  const [stay] = new ICAL.Component(ICAL.parse(await portal.getProjectEvent(found!.id))).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  expect([stay!.startDate.toString(), stay!.summary]).toEqual([found!.startsOn, found!.title]);
  stay!.endDate.adjust(-1, 0, 0, 0);
  expect(stay!.endDate.toString()).toBe(found!.endsOn);
  await expect(portal.getProjectEvent('01980f3a-6c1b-7f60-9d55-000000000000')).rejects.toMatchObject({ status: 404 });
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
