import type { Page } from '@playwright/test';
import { expect, expectAccessible, found, inDays, open, test } from './support/portal';
import { birthDate, choosyProject } from './support/states';

const form = (page: Page) => page.getByRole('region', { name: 'Can I apply?' });
const country = (page: Page) => form(page).getByLabel('Where I live');
const born = (page: Page) => form(page).getByLabel('Date of birth');
const freeFrom = (page: Page) => form(page).getByLabel('From');
const freeTo = (page: Page) => form(page).getByLabel('To', { exact: true });
const check = (page: Page) => form(page).getByRole('button', { name: 'Check' });
const answer = (page: Page) => form(page).getByRole('status');
const kept = (page: Page) => page.evaluate(() => Object.values(localStorage).join());

/** What was asked, as it was sent. */
function questions(page: Page): unknown[] {
  const asked: unknown[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/eligibility') && request.method() === 'POST') asked.push(request.postDataJSON());
  });
  return asked;
}

test('says that nothing speaks against it, and why', async ({ page, api }) => {
  await open(page, `/projects/${(await choosyProject(api)).id}`);
  await country(page).selectOption('RO');
  await born(page).fill(birthDate);
  await check(page).click();

  await expect(answer(page).getByRole('heading')).toHaveText('Nothing speaks against it');
  await expect(answer(page)).toContainText('You live in a country from which people can take part.');
  await expect(answer(page)).toContainText('You will be old enough when it starts.');
  await expect(answer(page)).toContainText('In the end the organisation decides.');
  await expect(check(page)).toBeFocused();
});

test('says no with what decides first, and takes the answer back when something changes', async ({ page, api }) => {
  await open(page, `/projects/${(await choosyProject(api)).id}`);
  await country(page).selectOption('JP');
  await born(page).fill(birthDate);
  await check(page).click();

  await expect(answer(page).getByRole('heading')).toHaveText('You cannot take part in this project');
  await expect(answer(page).getByRole('listitem').first()).toHaveText('People who live in your country cannot take part.');
  await expect(born(page)).toHaveValue(birthDate);

  await country(page).selectOption('RO');
  await expect(answer(page)).toBeEmpty();
});

test('is unclear where nothing is said, and works by keyboard alone', async ({ page, api }) => {
  await open(page, `/projects/${(await choosyProject(api)).id}`);
  await country(page).focus();
  await page.keyboard.press('Tab');
  await expect(born(page)).toBeFocused();
  await check(page).focus();
  await page.keyboard.press('Enter');

  await expect(answer(page).getByRole('heading')).toHaveText('That is not clear yet');
  await expect(answer(page)).toContainText('You have not said where you live.');
  await expect(answer(page).getByText('You have not given your date of birth.')).toHaveCount(1);
});

test('sends and keeps nothing before Check is pressed, and then what was said', async ({ page, api }) => {
  const project = await choosyProject(api);
  const asked = questions(page);
  await open(page, `/projects/${project.id}`);
  const address = page.url();
  await country(page).selectOption('RO');
  await born(page).fill(birthDate);
  await freeFrom(page).fill(inDays(30));
  await freeTo(page).fill(inDays(700));
  await form(page).getByRole('checkbox', { name: 'Special diets' }).check();
  await born(page).blur();
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
  expect(await kept(page)).toBe('');

  await check(page).click();
  await expect(answer(page).getByRole('heading')).toBeVisible();
  expect(asked).toEqual([{ country: 'RO', birthDate, freeFrom: inDays(30), freeTo: inDays(700), supports: ['dietary'] }]);
  expect(await kept(page)).toContain(birthDate);
  expect(page.url()).toBe(address);
  expect(await page.context().cookies()).toEqual([]);
});

test('fills in the answers at the next project, sends them only when asked to, and forgets them', async ({ page, api }) => {
  const asked = questions(page);
  await open(page, `/projects/${(await choosyProject(api)).id}`);
  await country(page).selectOption('RO');
  await born(page).fill(birthDate);
  await form(page).getByRole('checkbox', { name: 'Extra mentoring' }).check();
  await check(page).click();
  await expect(answer(page).getByRole('heading')).toBeVisible();

  const next = page.getByRole('region', { name: 'Similar projects' }).getByRole('article').first().getByRole('link');
  const title = String(await next.textContent());
  await next.click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused();
  await expect(country(page)).toHaveValue('RO');
  await expect(born(page)).toHaveValue(birthDate);
  await expect(form(page).getByRole('checkbox', { name: 'Extra mentoring' })).toBeChecked();
  await expect(answer(page)).toBeEmpty();
  await page.reload();
  await expect(country(page)).toHaveValue('RO');
  expect(asked).toHaveLength(1);

  await form(page).getByRole('button', { name: 'Forget my answers' }).click();
  await expect(country(page)).toBeFocused();
  await expect(country(page)).toHaveValue('');
  await expect(born(page)).toHaveValue('');
  await expect(form(page).getByRole('checkbox', { name: 'Extra mentoring' })).not.toBeChecked();
  await expect(form(page).getByRole('button', { name: 'Forget my answers' })).toHaveCount(0);
  expect(await kept(page)).toBe('');
});

test('says which field is wrong, and asks nothing until it is right', async ({ page, api }) => {
  const asked = questions(page);
  await open(page, `/projects/${(await choosyProject(api)).id}`);
  await freeFrom(page).fill(inDays(60));
  await check(page).click();
  await expect(freeTo(page)).toBeFocused();
  await expect(freeTo(page)).toHaveAccessibleDescription('Give both days.');

  await freeTo(page).fill(inDays(30));
  await check(page).click();
  await expect(freeTo(page)).toHaveAccessibleDescription('The last day is before the first one.');
  await expect(freeFrom(page)).toHaveValue(inDays(60));

  await freeTo(page).fill(inDays(400));
  await born(page).fill(inDays(60));
  await check(page).click();
  await expect(born(page)).toBeFocused();
  await expect(born(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(born(page)).toHaveAccessibleDescription('A date of birth cannot be in the future.');
  expect(asked).toEqual([]);

  await born(page).fill(birthDate);
  await check(page).click();
  await expect(answer(page).getByRole('heading')).toBeVisible();
  await expect(born(page)).not.toHaveAttribute('aria-invalid');
  expect(asked).toHaveLength(1);
});

test('says in the language of the page which date is given in part or cannot be', async ({ page, api }) => {
  const asked = questions(page);
  await open(page, `/ro/projects/${(await choosyProject(api)).id}`);
  const region = page.getByRole('region', { name: 'Mă pot înscrie?' });
  const birth = region.getByLabel('Data nașterii');
  const [from, to] = [region.getByLabel('De la'), region.getByLabel('Până la')];
  const submit = region.getByRole('button', { name: 'Verifică' });

  // Its first part alone is no date.
  await birth.pressSequentially('05');
  await from.fill(inDays(30));
  await to.pressSequentially('02');
  await submit.click();
  await expect(birth).toBeFocused();
  for (const field of [birth, to]) {
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription('Verifică ziua, luna și anul.');
  }
  await expect(from).not.toHaveAttribute('aria-invalid');
  await expect(region.locator('[lang]')).toHaveCount(0);
  await expectAccessible(page);

  await birth.fill(birthDate);
  await to.fill('0030-02-01');
  await submit.click();
  await expect(to).toBeFocused();
  await expect(to).toHaveAccessibleDescription('Verifică ziua, luna și anul.');
  await expect(birth).not.toHaveAttribute('aria-invalid');

  await to.fill(inDays(20));
  await submit.click();
  await expect(to).toHaveAccessibleDescription('Ultima zi este înaintea primei.');
  await birth.fill(inDays(2));
  await submit.click();
  await expect(birth).toBeFocused();
  await expect(birth).toHaveAccessibleDescription('Data nașterii nu poate fi în viitor.');
  expect(asked).toEqual([]);
});

test.describe('when the API says something else', () => {
  test.use({ expectedComplaints: /Failed to (load resource|fetch dynamically imported module)/ });

  test('can be tried again, with the focus where the answer comes', async ({ page, api }) => {
    await open(page, `/projects/${(await choosyProject(api)).id}`);
    await page.route('**/eligibility', (route) => route.abort());
    await country(page).selectOption('RO');
    await check(page).click();
    await expect(form(page).getByRole('alert')).toContainText('We cannot reach our data right now');
    expect(await kept(page)).toBe('');

    await page.unroute('**/eligibility');
    await form(page).getByRole('button', { name: 'Try again' }).click();
    await expect(answer(page).getByRole('heading')).toBeVisible();
    await expect(form(page).getByRole('alert')).toHaveCount(0);
    await expect(check(page)).toBeFocused();
    await expect(country(page)).toHaveValue('RO');
  });

  test('shows what only the API knows to be wrong', async ({ page, api }) => {
    await open(page, `/projects/${(await choosyProject(api)).id}`);
    await page.route('**/eligibility', (route) =>
      route.fulfill({
        status: 400,
        contentType: 'application/problem+json',
        headers: { 'access-control-allow-origin': '*' },
        body: JSON.stringify({ code: 'validationFailed', detail: 'One field.', errors: { birthDate: ['Give another day.'] } })
      })
    );
    await born(page).fill(birthDate);
    await check(page).click();
    await expect(born(page)).toBeFocused();
    await expect(born(page)).toHaveAccessibleDescription('Give another day.');
    await expect(form(page).getByText('Give another day.').locator('xpath=ancestor-or-self::*[@lang][1]')).toHaveAttribute('lang', 'en');
  });

  test('tells a reason that is newer than the page in English, and the others in the language of the page', async ({ page, api }) => {
    await open(page, `/ro/projects/${(await choosyProject(api)).id}`);
    await page.route('**/eligibility', (route) =>
      route.fulfill({
        contentType: 'application/json',
        headers: { 'access-control-allow-origin': '*' },
        body: JSON.stringify({
          answer: 'unclear',
          reasons: [
            { code: 'residenceEligible', outcome: 'yes', text: 'This project takes volunteers who live in your country.' },
            { code: 'vaccination', outcome: 'unclear', text: 'You may need a vaccination.' }
          ]
        })
      })
    );
    await page.getByRole('button', { name: 'Verifică' }).click();
    const reasons = page.getByRole('region', { name: 'Mă pot înscrie?' }).getByRole('status').getByRole('listitem');
    await expect(reasons).toHaveText(['You may need a vaccination.', 'Locuiești într-o țară din care se poate participa.']);
    await expect(page.getByText('You may need a vaccination.')).toHaveAttribute('lang', 'en');
  });

  test('puts no answer into the address before the page has come alive', async ({ page, api }) => {
    await page.route('**/*.js', (route) => route.abort());
    await page.goto(`/projects/${(await choosyProject(api)).id}`);
    const address = page.url();
    const requests: string[] = [];
    page.on('request', (request) => {
      // The browser asks for its icon when it likes.
      if (!request.url().endsWith('/favicon.svg')) requests.push(request.url());
    });
    await country(page).selectOption('RO');
    await born(page).fill(birthDate);
    await born(page).press('Enter');
    await check(page).click();
    await expect(born(page)).toHaveValue(birthDate);
    expect(page.url()).toBe(address);
    expect(requests).toEqual([]);
  });
});

test('does not ask about a project that is closed', async ({ page, api }) => {
  const project = found((await api.searchProjects({ availability: ['full'] })).items[0]);
  await open(page, `/projects/${project.id}`);
  await expect(page.getByRole('region', { name: 'How to apply' })).toBeVisible();
  await expect(form(page)).toHaveCount(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('is not there', async ({ page, api }) => {
    await page.goto(`/projects/${(await choosyProject(api)).id}`);
    await expect(page.getByRole('region', { name: 'How to apply' })).toBeVisible();
    await expect(form(page)).toHaveCount(0);
    // Nothing leads there, and nothing that needs a script is offered instead.
    await expect(page.locator('a[href$="#check"]')).toHaveCount(0);
    await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
  });
});
