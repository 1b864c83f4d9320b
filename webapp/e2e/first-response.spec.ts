import { asOf } from './support/addresses';
import { alive, expect, found, referenceOrganisation, test } from './support/portal';

test('every page comes with its content, title, description and addresses', async ({ request, api, baseURL }) => {
  const project = found((await api.searchProjects()).items[0]);
  const organisation = await referenceOrganisation(api);
  const pages = [
    { path: '/', content: '/projects/' + project.id },
    { path: `/projects/${project.id}`, content: project.organisation.id },
    { path: `/organisations/${organisation}`, content: 'EVS Opportunity with IOM Moldova' },
    { path: '/organisations', content: found((await api.searchOrganisations()).items[0]).id },
    { path: '/developers', content: 'RateLimit-Policy' },
    { path: '/accessibility', content: '2.2' }
  ];

  for (const { path, content } of pages) {
    for (const [prefix, language] of [['', 'en'], ['/ro', 'ro']] as const) {
      const address = prefix + path.replace(/^\/$/, prefix === '' ? '/' : '');
      const response = await request.get(address);
      const html = await response.text();
      // What the page carries along for the browser does not count.
      const visible = html.replace(/<script[\s\S]*?<\/script>/g, '');
      expect(response.status(), address).toBe(200);
      expect(visible, address).toContain(`<html lang="${language}"`);
      expect(visible, address).toContain(content);
      expect(visible, address).toMatch(/<title>[^<]+ · (Volunteering|Voluntariat)<\/title>/);
      expect(visible, address).toMatch(/<meta name="description" content="[^"]{30,}"/);
      expect(visible, address).toContain(`<link rel="canonical" href="${baseURL}${address}"`);
      expect(visible, address).toContain(`hreflang="ro" href="${baseURL}/ro`);
      expect(visible, address).toContain('hreflang="x-default"');
    }
  }
});

test('the browser does not ask again for what came with the page', async ({ page, api }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    // Counting the archive is left to the browser, so that the first view does not wait for it.
    if (request.url().includes('/v1/') && !request.url().includes('facet=availability')) asked.push(request.url());
  });
  for (const path of ['/', '/organisations', `/organisations/${await referenceOrganisation(api)}?asOf=${asOf}`]) {
    await page.goto(path);
    await alive(page);
  }
  expect(asked).toEqual([]);
});

test('the first response has the counts beside the filters', async ({ request, api }) => {
  const { facets } = await api.getProjectFacets({ facet: ['topic', 'availability'] });
  const html = await (await request.get('/')).text();
  const descriptions = [...html.matchAll(/<input type="checkbox" name="(\w+)" value="(\w+)"[^>]*?aria-description="(\d+) projects?"/g)];
  const counted = descriptions.filter(([, name]) => name === 'topic').map(([, , value, count]) => [value, Number(count)]);
  expect(counted.length).toBeGreaterThan(10);
  for (const { value, count } of facets.topic ?? []) expect(counted).toContainEqual([value, count]);
  expect(descriptions.filter(([, name]) => name === 'availability')).toEqual([]);
});

test('every answer carries a strict policy, and no cookie', async ({ request }) => {
  for (const path of ['/', '/ro/organisations', '/no-such-page']) {
    const headers = (await request.get(path)).headers();
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`connect-src 'self' ${process.env['PORTAL_API_URL']}`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toContain('unsafe-eval');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
    expect(headers['permissions-policy']).toContain('geolocation=(self)');
    expect(headers['set-cookie']).toBeUndefined();
  }
});

test('a page is sent compressed', async ({ request }) => {
  const response = await request.get('/organisations');
  expect(response.headers()['content-encoding']).toBe('br');
  const older = await request.get('/organisations', { headers: { 'accept-encoding': 'gzip, deflate' } });
  expect(older.headers()['content-encoding']).toBe('gzip');
  expect(await older.text()).toContain('</html>');
  expect(response.headers()['vary']).toContain('accept-encoding');
});
