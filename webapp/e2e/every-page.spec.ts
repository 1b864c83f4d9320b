import { expectAccessibleIn, violationsOn } from './support/axe';
import { coveredByWhatStays, cutOff, expectToFit, moving, spaceText } from './support/layout';
import { expect, test } from './support/portal';
import { states } from './support/states';

test.use({ expectedComplaints: /Failed to load resource|Not found: /, contextOptions: { reducedMotion: 'reduce' } });

for (const [name, { width = 1280, reach }] of Object.entries(states)) {
  test(`axe finds nothing and nothing is lost on a small screen: ${name}`, async ({ page, api, troubledUrl }) => {
    await page.setViewportSize({ width, height: 900 });
    await reach({ page, api, troubledUrl });
    expect(await moving(page), 'moves').toEqual([]);
    await expectAccessibleIn(page, ['light', 'forced colours']);

    await expectToFit(page, 320, 640);
    await expectAccessibleIn(page, ['dark']);

    // What is left of a screen of 1280 by 1024 where everything is four times as large.
    await expectToFit(page, 320, 256);
    expect(await cutOff(page), 'cut off').toEqual([]);
    expect(await coveredByWhatStays(page), 'of the height is always covered').toBeLessThan(0.3);
    await spaceText(page);
    await expectToFit(page, 320, 256);
    expect(await cutOff(page), 'cut off with more space in its text').toEqual([]);
  });
}

test('axe sees what it is to see: small targets, and colours that cannot be read', async ({ page }) => {
  await page.setContent(
    `<!doctype html><html lang="en"><title>Trial</title><main><h1>Trial</h1>
    <p style="color: #bbb; background: #fff">Pale</p><button style="all: unset; font-size: 8px">a</button><button style="all: unset; font-size: 8px">b</button></main>`
  );
  expect((await violationsOn(page)).map((violation) => violation.split(':')[0])).toEqual(['color-contrast', 'target-size']);
});
