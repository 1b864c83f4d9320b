import { describe, expect, it } from 'vitest';
import { handle, handleFetch } from './hooks.server';

const api = 'http://127.0.0.1:5080';

/** What the server sends on when it loads a page for a reader. */
async function sentFor(reader: string, url: string, headers: Record<string, string> = {}) {
  const sent: Request[] = [];
  await handleFetch({
    event: { getClientAddress: () => reader } as never,
    request: new Request(url, { headers }),
    fetch: async (input, init) => {
      sent.push(new Request(input, init));
      return new Response();
    }
  });
  const [request] = sent;
  if (!request) throw new Error('Nothing was sent.');
  return request;
}

describe('a request to the API while a page is made', () => {
  it('says whose it is, whatever the reader has written', async () => {
    const sent = await sentFor('192.0.2.7', `${api}/v1/projects?country=MD`, { 'x-forwarded-for': '203.0.113.1' });
    expect(sent.url).toBe(`${api}/v1/projects?country=MD`);
    expect(sent.headers.get('x-forwarded-for')).toBe('192.0.2.7');
  });

  it('tells nobody else', async () => {
    expect((await sentFor('192.0.2.7', 'https://example.org/')).headers.get('x-forwarded-for')).toBeNull();
  });
});

describe('an answer', () => {
  const answerAt = (address: string) =>
    handle({
      event: { url: new URL(address), request: new Request(address), route: { id: null }, params: {}, isDataRequest: false } as never,
      resolve: async () => new Response('Something went wrong.', { headers: { 'content-type': 'text/html' } })
    });

  it('without a policy of its own runs and loads nothing', async () => {
    const { headers } = await answerAt('http://127.0.0.1/');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('by https asks for https from then on', async () => {
    expect((await answerAt('https://portal.example/')).headers.get('strict-transport-security')).toBe('max-age=31536000');
  });
});
