import { expect, it } from 'vitest';
import { createPortalAddresses, createPortalClient } from '@portal/client';

it('gives the addresses of feeds, calendars and oEmbed, lists repeated', () => {
  const addresses = createPortalAddresses('https://portal.example/');
  expect(addresses.projectFeed({ country: ['MD', 'RO'], text: 'a & b', topic: [], format: 'atom' })).toBe(
    'https://portal.example/v1/projects/feed?country=MD&country=RO&text=a+%26+b&format=atom'
  );
  expect(addresses.projectCalendar({ organisationId: ['01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10'], language: 'ro' })).toBe(
    'https://portal.example/v1/projects/deadlines.ics?organisationId=01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10&language=ro'
  );
  expect(addresses.projectEvent('01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11')).toBe(
    'https://portal.example/v1/projects/01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11/event.ics'
  );
  expect(addresses.projectEvent('a/b', { language: 'ro' })).toBe('https://portal.example/v1/projects/a%2Fb/event.ics?language=ro');
  expect(addresses.oEmbed({ url: 'https://site.example/projects/1?a=b' })).toBe(
    'https://portal.example/v1/oembed?url=https%3A%2F%2Fsite.example%2Fprojects%2F1%3Fa%3Db'
  );
});

it('asks for JSON-LD where that is wanted, and for JSON elsewhere', async () => {
  const asked: [string, string | null][] = [];
  const portal = createPortalClient({
    baseUrl: 'https://portal.example',
    fetch: async (input, init) => {
      const request = new Request(input, init);
      asked.push([new URL(request.url).pathname, request.headers.get('accept')]);
      return Response.json({ name: 'Casa' });
    }
  });
  expect((await portal.getProjectLinkedData('1')).name).toBe('Casa');
  await portal.getOrganisationLinkedData('2');
  await portal.getProject('1');
  expect(asked).toEqual([
    ['/v1/projects/1', 'application/ld+json'],
    ['/v1/organisations/2', 'application/ld+json'],
    ['/v1/projects/1', null]
  ]);
});
