import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPortalClient, PortalProblem } from '@portal/client';
import type { PortalClient, ProjectWrite, RetryOptions } from '@portal/client';
import { json, standingClock } from './answers.js';

const project: ProjectWrite = { organisationExternalId: 'casa', title: 'Club', country: 'MD', startsOn: '2027-04-01', endsOn: '2027-05-31' };
const taken = () => json({ language: 'en' });
const busy = (retryAfter?: string, status = 503) => () =>
  json({ code: 'databaseUnavailable', detail: 'Not now.' }, status, { 'content-type': 'application/problem+json', ...(retryAfter && { 'retry-after': retryAfter }) });
const broken = () => { throw new TypeError('fetch failed'); };

// As long as it gets: what is random about a wait is tested by itself.
beforeEach(() => { vi.spyOn(Math, 'random').mockReturnValue(1); });
afterEach(() => { vi.restoreAllMocks(); });

/** A client whose server gives these answers, one after another and the last one for ever, and what became of it. */
function clientOf(answers: (() => Response | Promise<Response>)[], options: RetryOptions = {}) {
  const requests: Request[] = [];
  const clock = standingClock();
  const client = createPortalClient({
    baseUrl: 'https://portal.example',
    fetch: async (input, init) => {
      requests.push(new Request(input, init));
      return answers[Math.min(requests.length, answers.length) - 1]!();
    },
    retry: { clock, ...options },
  });
  return { client, requests, clock };
}

test.each([429, 502, 503, 504])('sends a request again after status %i', async (status) => {
  const { client, requests, clock } = clientOf([busy(undefined, status), taken]);
  expect(await client.getReferenceData()).toEqual({ language: 'en' });
  expect(requests).toHaveLength(2);
  expect(clock.waits).toEqual([500]);
});

test.each([400, 401, 404, 409, 410, 412, 500])('does not send a request again after status %i', async (status) => {
  const { client, requests } = clientOf([busy('1', status), taken]);
  await expect(client.getReferenceData()).rejects.toMatchObject({ status });
  expect(requests).toHaveLength(1);
});

test('sends a request again where no answer comes', async () => {
  const { client, requests } = clientOf([broken, broken, taken]);
  expect(await client.getReferenceData()).toEqual({ language: 'en' });
  expect(requests).toHaveLength(3);
});

test('sends a request again where the answer breaks off', async () => {
  const half = () => new Response(
    new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"language":'));
        controller.error(new TypeError('terminated'));
      },
    }),
    { headers: { 'content-type': 'application/json; charset=utf-8' } },
  );
  const { client, requests } = clientOf([half, taken]);
  expect(await client.getReferenceData()).toEqual({ language: 'en' });
  expect(requests).toHaveLength(2);
});

test('gives up an attempt that gets no answer', async () => {
  const never = () => new Promise<Response>((_, reject) => {
    const { signal } = requests.at(-1)!;
    signal.addEventListener('abort', () => { reject(signal.reason); });
  });
  const { client, requests } = clientOf([never, taken], { attemptMs: 1 });
  expect(await client.getReferenceData()).toEqual({ language: 'en' });
  expect(requests).toHaveLength(2);
});

test('waits twice as long each time, up to a limit, and not longer than random says', async () => {
  const { client, clock } = clientOf([busy()], { attempts: 8, firstDelayMs: 1_000, maxDelayMs: 10_000, totalMs: 1_000_000 });
  await expect(client.getReferenceData()).rejects.toBeInstanceOf(PortalProblem);
  expect(clock.waits).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);

  vi.mocked(Math.random).mockReturnValue(0.25);
  clock.waits.length = 0;
  await expect(client.getReferenceData()).rejects.toBeInstanceOf(PortalProblem);
  expect(clock.waits).toEqual([250, 500, 1_000, 2_000, 2_500, 2_500, 2_500]);
});

test('waits as long as Retry-After says in seconds, and a little more', async () => {
  const { client, clock } = clientOf([busy('7'), busy('0', 429), taken]);
  await client.getReferenceData();
  expect(clock.waits).toEqual([7_500, 1_000]);
});

test('waits until the date that Retry-After says', async () => {
  const { client, clock } = clientOf([busy('Sun, 10 Jan 2027 10:00:30 GMT'), busy('Sun, 10 Jan 2027 09:00:00 GMT'), busy('soon'), taken]);
  await client.getReferenceData();
  expect(clock.waits).toEqual([30_500, 1_000, 2_000]);
});

test('gives the last answer when a wait would take too long', async () => {
  const { client, requests, clock } = clientOf([busy('20'), busy('40'), taken]);
  await expect(client.getReferenceData()).rejects.toMatchObject({ status: 503, code: 'databaseUnavailable', detail: 'Not now.' });
  expect(requests).toHaveLength(2);
  expect(clock.waits).toEqual([20_500]);
});

test('gives up after a number of attempts, with what failed last', async () => {
  const failing = clientOf([broken]);
  await expect(failing.client.getReferenceData()).rejects.toThrow('fetch failed');
  expect(failing.requests).toHaveLength(5);

  const patient = clientOf([busy()], { attempts: 2 });
  await expect(patient.client.getReferenceData()).rejects.toMatchObject({ status: 503 });
  expect(patient.requests).toHaveLength(2);
});

test.each<[string, (client: PortalClient) => Promise<unknown>]>([
  ['GET', (client) => client.searchProjects()],
  ['PUT', (client) => client.upsertProject('a/b', project)],
  ['DELETE', (client) => client.withdrawOrganisation('casa')],
  ['POST of a batch', (client) => client.upsertProjects({ items: [{ externalId: '1', project }] }, { validateOnly: true })],
  ['POST of a confirmation', (client) => client.confirmProject('1')],
  ['POST of a question', (client) => client.checkEligibility('1', { country: 'MD' })],
])('repeats what may arrive twice, with its body: %s', async (_, call) => {
  const { client, requests } = clientOf([broken, busy(), taken]);
  await call(client);
  const sent = await Promise.all(requests.map(async (request) => [request.method, request.url, [...request.headers], await request.text()]));
  expect(sent).toHaveLength(3);
  expect(sent[1]).toEqual(sent[0]);
  expect(sent[2]).toEqual(sent[0]);
});

test.each<[string, (client: PortalClient) => Promise<unknown>]>([
  ['the rotation of a key', (client) => client.rotatePartnerKey()],
  ['a write that must find a version', (client) => client.upsertProject('1', project, { ifMatch: '"4711"' })],
  ['a write that must find nothing', (client) => client.upsertOrganisation('casa', { name: 'Casa', country: 'MD' }, { ifNoneMatch: '*' })],
  ['a withdrawal that must find a version', (client) => client.withdrawProject('1', { ifMatch: '"4711"' })],
])('does not repeat what may not arrive twice: %s', async (_, call) => {
  const answered = clientOf([busy('1', 429), taken]);
  await expect(call(answered.client)).rejects.toMatchObject({ status: 429 });
  expect(answered.requests).toHaveLength(1);
  const lost = clientOf([broken, taken]);
  await expect(call(lost.client)).rejects.toThrow('fetch failed');
  expect(lost.requests).toHaveLength(1);
});

test('ends at its signal, while it waits and while it asks', async () => {
  const waiting = new AbortController();
  const clock = { now: () => 0, sleep: (_: number, signal?: AbortSignal) => { waiting.abort(); return Promise.reject(signal!.reason); } };
  const first = clientOf([busy(), taken], { clock });
  await expect(first.client.getReferenceData({}, { signal: waiting.signal })).rejects.toMatchObject({ name: 'AbortError' });
  expect(first.requests).toHaveLength(1);

  const asking = new AbortController();
  const second = clientOf([() => { asking.abort(); return broken(); }, taken]);
  await expect(second.client.getReferenceData({}, { signal: asking.signal })).rejects.toMatchObject({ name: 'AbortError' });
  expect(second.requests).toHaveLength(1);

  const third = clientOf([taken]);
  await expect(third.client.getReferenceData({}, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  expect(third.requests).toHaveLength(0);
});

test('ends at its signal what is not JSON, and flows', async () => {
  const controller = new AbortController();
  let sent: AbortSignal | undefined;
  const flowing = () => {
    sent = requests.at(-1)!.signal;
    return new Response(new ReadableStream({ start(stream) { sent!.addEventListener('abort', () => { stream.error(sent!.reason); }); } }), { headers: { 'content-type': 'text/csv' } });
  };
  const { client, requests } = clientOf([busy(), flowing]);
  const answer = client.getReferenceData({}, { signal: controller.signal });
  await vi.waitFor(() => { expect(sent).toBeDefined(); });
  controller.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
});

test('waits in real time where it is given no clock, and stops at its signal', async () => {
  const requests: Request[] = [];
  const answers = [busy(), taken];
  const client = createPortalClient({
    baseUrl: 'https://portal.example',
    fetch: async (input, init) => { requests.push(new Request(input, init)); return answers[requests.length - 1]!(); },
    retry: { firstDelayMs: 1 },
  });
  expect(await client.getReferenceData()).toEqual({ language: 'en' });

  const stopped = createPortalClient({ baseUrl: 'https://portal.example', fetch: async () => busy('30')() });
  const controller = new AbortController();
  const answer = stopped.getReferenceData({}, { signal: controller.signal });
  setImmediate(() => { controller.abort(); });
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
});

test('sends everything once where it is told so', async () => {
  let asked = 0;
  const client = createPortalClient({ baseUrl: 'https://portal.example', retry: false, fetch: async () => { asked += 1; return busy('1')(); } });
  await expect(client.getReferenceData()).rejects.toMatchObject({ status: 503 });
  expect(asked).toBe(1);
});
