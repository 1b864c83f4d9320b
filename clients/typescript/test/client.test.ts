import { expect, test } from 'vitest';
import { createPortalClient, PortalProblem } from '@portal/client';
import type { EligibilityQuestion, ProjectPage } from '@portal/client';

const project: ProjectPage['items'][number] = {
  id: '01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11',
  reference: null,
  language: 'en',
  title: 'After-school club by the river',
  organisation: { id: '01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10', name: 'Středisko volného času' },
  town: 'Holešov',
  country: 'CZ',
  location: null,
  topics: ['edu'],
  activityType: null,
  startsOn: '2027-04-01',
  endsOn: '2027-10-31',
  weeks: 30,
  weeksAreStated: true,
  window: false,
  deadline: null,
  deadlineKind: 'none',
  places: 'open',
  availability: 'open',
  started: false,
  supports: [],
  distanceKm: null,
  fit: null,
  highlight: null,
};
const page: ProjectPage = {
  items: [project], total: 1, page: 1, pageSize: 20, next: null, correctedText: null, suggestions: [],
};

/** A client of a server that always gives this answer, and the requests that reached it. */
function clientOf(answer: () => Response) {
  const requests: Request[] = [];
  const client = createPortalClient({
    baseUrl: 'https://portal.example/',
    retry: false,
    fetch: (input, init) => {
      requests.push(new Request(input, init));
      return Promise.resolve(answer());
    },
  });
  return { client, requests };
}

const json = (body: unknown, status = 200, type = 'application/json') =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });

test('gives the parsed body', async () => {
  const { client } = clientOf(() => json(page));
  expect(await client.searchProjects()).toEqual(page);
});

test('repeats the parameter of a list and leaves out what is not asked for', async () => {
  const { client, requests } = clientOf(() => json(page));
  await client.searchProjects({ text: 'café & «thé»', country: ['MD', 'RO'], topic: [], pageSize: 5 });
  const { pathname, searchParams } = new URL(requests[0]!.url);
  expect(pathname).toBe('/v1/projects');
  expect([...searchParams]).toEqual([['text', 'café & «thé»'], ['country', 'MD'], ['country', 'RO'], ['pageSize', '5']]);
});

test('puts an id into the path as one segment', async () => {
  const { client, requests } = clientOf(() => json(project));
  await client.getProject('a/b?c', { asOf: '2018-01-10' });
  expect(requests[0]!.url).toBe('https://portal.example/v1/projects/a%2Fb%3Fc?asOf=2018-01-10');
});

test('sends a question as JSON and nothing of it in the address', async () => {
  const answer = { answer: 'yes', reasons: [{ code: 'open', outcome: 'yes', text: 'You can still apply.' }] };
  const { client, requests } = clientOf(() => json(answer));
  const question: EligibilityQuestion = { country: 'MD', birthDate: '2004-07-01', supports: ['mentoring'] };
  expect(await client.checkEligibility('a/b', question)).toEqual(answer);
  await client.checkEligibility('a/b');
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(Array(2).fill('POST https://portal.example/v1/projects/a%2Fb/eligibility'));
  expect(requests.map(({ headers }) => headers.get('content-type'))).toEqual(Array(2).fill('application/json'));
  expect(await Promise.all(requests.map((request) => request.json()))).toEqual([question, {}]);
  // @ts-expect-error: the server would refuse this support.
  void client.checkEligibility('a', { supports: ['moon'] });
  // @ts-expect-error: the server would refuse this member.
  void client.checkEligibility('a', { age: 19 });
});

test('survives codes and fields that it does not know', async () => {
  const newer = { ...page, items: [{ ...project, availability: 'waitingList', topics: ['moon'], mood: 'good' }], took: 3 };
  const { client } = clientOf(() => json(newer));
  const { items } = await client.searchProjects();
  // Compiles only as long as codes in answers are open strings.
  const known: string = items[0]!.availability === 'open' ? 'open' : 'something else';
  expect(known).toBe('something else');
  expect(items[0]!.topics).toEqual(['moon']);
});

test('takes only known codes in requests', () => {
  const { client } = clientOf(() => json(page));
  // @ts-expect-error: the server would refuse this availability.
  void client.searchProjects({ availability: ['waitingList'] });
});

test('throws the problem document of an error answer', async () => {
  const { client } = clientOf(() => json({
    type: 'urn:portal:problem:validationFailed',
    title: 'The request is not valid',
    status: 400,
    detail: 'One query parameter is not as it should be; see errors.',
    instance: '/v1/projects',
    code: 'validationFailed',
    traceId: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    errors: { page: ['Give a page from 1 to 10000.'] },
  }, 400, 'application/problem+json'));
  const problem = await client.searchProjects({ page: 0 }).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(PortalProblem);
  expect(problem).toMatchObject({
    name: 'PortalProblem',
    message: 'One query parameter is not as it should be; see errors.',
    status: 400,
    code: 'validationFailed',
    errors: { page: ['Give a page from 1 to 10000.'] },
    traceId: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  });
});

test.each([
  ['a page of a proxy', () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
  ['JSON of another shape', () => json({ message: 'no' }, 502)],
  ['JSON null', () => json(null, 502)],
  ['nothing', () => new Response(null, { status: 502 })],
  ['nothing, and says so', () => new Response('', { status: 502, headers: { 'content-length': '0' } })],
])('throws a problem with code unknown where the error answer is %s', async (_, answer) => {
  const problem = await clientOf(answer).client.getReferenceData().catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(PortalProblem);
  expect(problem).toMatchObject({ status: 502, code: 'unknown' });
});

test('does not take a success without a body for an answer', async () => {
  const { client } = clientOf(() => new Response(null, { status: 204 }));
  await expect(client.getReferenceData()).rejects.toMatchObject({ status: 204, code: 'unknown' });
});

test('throws the error of fetch where no answer comes', async () => {
  const failure = new TypeError('fetch failed');
  const client = createPortalClient({ baseUrl: 'https://portal.example', retry: false, fetch: () => Promise.reject(failure) });
  await expect(client.getProject('x')).rejects.toBe(failure);
});

test('ends a request by its signal', async () => {
  const client = createPortalClient({
    baseUrl: 'https://portal.example',
    fetch: (input, init) => new Promise((_, reject) => {
      const { signal } = new Request(input, init);
      signal.throwIfAborted();
      signal.addEventListener('abort', () => reject(signal.reason));
    }),
  });
  const controller = new AbortController();
  const answer = client.searchOrganisations({}, { signal: controller.signal });
  controller.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
});

test('registers, changes and deletes webhooks', async () => {
  const { client, requests } = clientOf(() => (requests.at(-1)?.method === 'DELETE' ? new Response(null, { status: 204 }) : json({ id: 'a' })));
  await client.createWebhook({ url: 'https://example.org/', filters: { country: ['MD'] } });
  await client.updateWebhook('a', { state: 'active' });
  await client.replayWebhook('a', { afterChangeNumber: 0 });
  await client.deleteWebhook('a');
  expect(requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([
    'POST /v1/partner/webhooks', 'PATCH /v1/partner/webhooks/a', 'POST /v1/partner/webhooks/a/replay', 'DELETE /v1/partner/webhooks/a',
  ]);
  expect(await requests[0]!.json()).toEqual({ url: 'https://example.org/', filters: { country: ['MD'] } });
});
