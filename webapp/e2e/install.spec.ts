import { expect, found, open, test } from './support/portal';

/** What the browser needs from a picture, as the file itself says it. */
function sizeOf(png: Buffer): string {
  expect(png.toString('latin1', 1, 4)).toBe('PNG');
  return `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

test('can be put among the applications of a phone, in the reader’s language', async ({ page, request, baseURL }) => {
  await open(page, '/el/organisations');
  const browser = await page.context().newCDPSession(page);
  const { url, errors, data } = await browser.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  expect(url).toBe(`${baseURL}/el/manifest.webmanifest`);

  const manifest = JSON.parse(found(data));
  expect(manifest).toMatchObject({ lang: 'el', start_url: '/el', display: 'standalone', short_name: 'Εθελοντισμός' });
  for (const { src, sizes, type } of manifest.icons as { src: string; sizes: string; type: string }[]) {
    const picture = await request.get(src);
    expect(picture.headers()['content-type']).toBe(type);
    if (type === 'image/png') expect(sizeOf(await picture.body())).toBe(sizes);
  }
  for (const { url: address } of manifest.shortcuts as { url: string }[]) expect((await request.get(address)).ok()).toBe(true);
});

test('has a picture for those who ask for one without looking', async ({ request }) => {
  const icon = await request.get('/favicon.ico');
  expect(icon.ok()).toBe(true);
  expect(sizeOf((await icon.body()).subarray(22))).toBe('32x32');
});
