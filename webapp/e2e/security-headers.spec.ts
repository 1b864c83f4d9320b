import { unknownKey, withdrawnProject } from './support/addresses';
import { expect, found, referenceOrganisation, test } from './support/portal';

/** Everything that a page may do; the hash of the script that starts it is its own. */
const expected = (api: unknown) => ({
  'default-src': ["'none'"],
  'script-src': ["'self'", expect.stringMatching(/^'sha256-[\w+/]{43}='$/)],
  'style-src': ["'self'"],
  'style-src-attr': ["'unsafe-hashes'", "'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'", api],
  'manifest-src': ["'self'"],
  'worker-src': ["'self'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['svelte-trusted-html', 'portal-markdown', 'portal-developers', 'portal-widget', 'portal-offline'],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"]
});

const directives = (policy: string) =>
  Object.fromEntries(policy.split(';').map((directive) => directive.trim().split(/\s+/)).map(([name, ...sources]) => [name, sources]));

test('every page and every page about a failure has the strict policy', async ({ request, api, baseURL, troubledUrl }) => {
  const project = found((await api.searchProjects()).items[0]).id;
  const organisation = await referenceOrganisation(api);
  const pages: [string, number][] = [
    ['/', 200],
    ['/?text=garden&map=1', 200],
    ['/?country=QQ', 200],
    [`/projects/${project}`, 200],
    ['/organisations', 200],
    [`/organisations/${organisation}`, 200],
    ['/saved', 200],
    ['/embed', 200],
    ['/developers', 200],
    ['/accessibility', 200],
    ['/offline', 200],
    ['/ro', 200],
    ['/no-such-page', 404],
    [`/projects/${unknownKey}`, 404],
    [`/organisations/${unknownKey}`, 404],
    ['/%E0%A4%A', 400],
    [`${troubledUrl}/projects/${withdrawnProject}`, 410],
    [`${troubledUrl}/?text=outage`, 503]
  ];
  for (const [path, status] of pages) {
    const response = await request.get(path);
    const headers = response.headers();
    expect(response.status(), path).toBe(status);
    const policy = directives(found(headers['content-security-policy']));
    const apiOrigin = path.startsWith('http') ? expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) : new URL(String(process.env['PORTAL_API_URL'])).origin;
    // A page that nothing starts has no script of its own.
    const { 'script-src': script, ...others } = policy;
    const { 'script-src': ours, ...rest } = expected(apiOrigin);
    expect(others, path).toEqual(rest);
    expect([ours, ["'self'"]], path).toContainEqual(script);
    expect(headers['content-security-policy'], path).not.toMatch(/unsafe-inline|unsafe-eval|strict-dynamic|\*/);

    expect(headers, path).toMatchObject({
      'content-type': expect.stringMatching(/^text\/html/),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(self), microphone=(), payment=(), usb=()'
    });
    expect(headers['set-cookie'], path).toBeUndefined();
    expect(headers['x-powered-by'], path).toBeUndefined();
    // Nothing stands in the page that the policy would have to refuse.
    const html = await response.text();
    expect(html.match(/<[^>]* on[a-z]+=/g), path).toBeNull();
    expect(html.match(/<style\b/g), path).toBeNull();
    expect(html, path).not.toContain('javascript:');
  }
  expect(baseURL).toBeDefined();
});
