import type { Page } from '@playwright/test';
import { asOf } from './support/addresses';
import { focused } from './support/by-keyboard';
import { expect, found, open, referenceOrganisation, test } from './support/portal';
import { openWith, savedProjects } from './support/saved';
import { choosyProject } from './support/states';

/** What Tab goes through from the beginning of the page, in its order. */
async function stops(page: Page, count: number): Promise<string[]> {
  const passed: string[] = [];
  for (let step = 0; step < count; step++) {
    await page.keyboard.press('Tab');
    const name = await focused(page);
    // A field for a date is several stops.
    const [known] = /^textbox "(From|To|Date of birth)"/.exec(name) ?? [name];
    if (known !== passed.at(-1)) passed.push(known);
  }
  return passed;
}

/** One of a tree, in quotes: names may hold what the form of trees takes for its own. */
const item = (role: string, name: string, state = '') => `'${[role, JSON.stringify(name), state].filter(Boolean).join(' ').replaceAll("'", "''")}'`;

const aroundEveryPage = `
- link "Skip to the content"
- banner:
  - link "European Youth Portal Volunteering"
  - navigation "Main":
    - list:
      - listitem:
        - link "Projects"
      - listitem:
        - link "Organisations"
      - listitem:
        - link "Saved"
  - 'button "Language: English"'
- main
- contentinfo:
  - list:
    - listitem:
      - link "For other sites"
    - listitem:
      - link "For developers"
    - listitem:
      - link "Accessibility"
`;
const header = ['link "Skip to the content"', 'link "European Youth Portal Volunteering"', 'link "Projects"', 'link "Organisations"', 'link "Saved"', 'button "Language: English"'];

test('the search, as a screen reader tells it', async ({ page, api }) => {
  const { total, items } = await api.searchProjects({ topic: ['edu'] });
  const first = found(items[0]);
  await open(page, '/?topic=edu');
  await expect(page.locator('body')).toMatchAriaSnapshot(aroundEveryPage);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - search:
      - heading "Find a volunteering project" [level=1]
      - combobox "What or where"
      - button "Search"
      - link "${total} projects found":
        - /url: "#results"
      - group:
        - combobox "Where I live"
        - group "When I am free":
          - textbox "From"
          - textbox "To"
          - checkbox "Also show near misses"
        - group "Near a place":
          - combobox "Town"
          - button "Use my location"
          - combobox "How far"
        - group "Country":
          - searchbox "Find a country in the list"
          - group "Programme countries":
            - checkbox "Austria"
          - group "Neighbours and partners":
            - checkbox "Albania"
        - group "Topic":
          - checkbox "Education and training" [checked]
        - group "How long":
          - list "How long":
            - listitem:
              - link "1–2 weeks"
          - spinbutton "Weeks, at least"
          - spinbutton "Weeks, at most"
        - group "Support I need":
          - checkbox "Extra mentoring"
        - group "Alone or together":
          - checkbox "In a team"
        - group "Can I apply?":
          - checkbox "Open" [checked]
          - checkbox "Full"
    - heading "Results" [level=2]
    - status: ${total} projects found
    - button "Save this search"
    - combobox "Order"
    - list:
      - listitem:
        - link "Results"
      - listitem:
        - link "Map"
    - navigation "Active filters":
      - list:
        - listitem:
          - 'link "Remove filter: Education and training"'
        - listitem:
          - link "Clear all filters"
    - list:
      - listitem:
        - article:
          - ${item('heading', first.title, '[level=3]')}:
            - ${item('link', first.title)}
          - paragraph: ${JSON.stringify(first.organisation.name)}
          - paragraph:
            - ${item('button', `Save ${first.title}`)}
          - term: When
          - term: How long
          - term: Deadline
    - navigation "Pages":
      - list:
        - listitem:
          - link "Page 1"
  `);
  expect(await stops(page, 15)).toEqual([
    ...header,
    'combobox "What or where"',
    'button "Search"',
    `link "${total} projects found"`,
    'combobox "Where I live"',
    'textbox "From"',
    'textbox "To"'
  ]);
});

test('a project, as a screen reader tells it', async ({ page, api }) => {
  const project = await choosyProject(api);
  const organisation = JSON.stringify(project.organisation.name);
  await open(page, `/projects/${project.id}`);
  await expect(page.locator('body')).toMatchAriaSnapshot(aroundEveryPage);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - ${item('heading', project.title, '[level=1]')}
    - paragraph:
      - ${item('link', project.organisation.name)}
    - button "Save"
    - button "Share"
    - status
    - complementary "At a glance":
      - term: Status
      - definition: Open
      - term: Deadline
      - term: When
      - definition:
        - link "Add to my calendar"
      - term: How long
      - term: Where
      - term: Who can go
      - link "How to apply"
    - heading "The project" [level=2]
    - region "Participants with fewer opportunities":
      - heading "Participants with fewer opportunities" [level=2]
      - list
    - region "Can I apply?":
      - heading "Can I apply?" [level=2]
      - form "Can I apply?":
        - combobox "Where I live"
        - textbox "Date of birth"
        - group "When I am free":
          - textbox "From"
          - textbox "To"
        - group "Support I need":
          - checkbox "Extra mentoring"
        - button "Check"
      - status
    - region "How to apply":
      - heading "How to apply" [level=2]
    - paragraph:
      - link "Report a problem with this project"
    - region "Similar projects":
      - heading "Similar projects" [level=2]
      - list:
        - listitem:
          - article:
            - heading /.+/ [level=3]:
              - link /.+/
            - paragraph:
              - button /Save .+/
  `);
  expect(await stops(page, 11)).toEqual([
    ...header,
    `link ${organisation}`,
    'button "Save"',
    'button "Share"',
    'link "Add to my calendar"',
    'link "How to apply"'
  ]);
});

test('saved things and a comparison, as a screen reader tells them', async ({ page, api }) => {
  const { items } = await api.searchProjects();
  const [one, other] = [found(items[0]), found(items[1])];
  const stored = { ...savedProjects(one, other), searches: [{ address: '?country=RO', seen: '2020-01-01T00:00:00Z' }] };
  await openWith(page, `/saved?compare=${one.id}&compare=${other.id}`, stored);
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await expect(page.locator('body')).toMatchAriaSnapshot(aroundEveryPage);
  const column = (project: typeof one) => item('columnheader', `${project.title} ${project.organisation.name}`);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "Saved on this device" [level=1]
    - heading "Compare projects" [level=2]
    - region "Compare projects":
      - table "Compare projects":
        - rowgroup:
          - row:
            - columnheader "Project name"
            - ${column(one)}:
              - ${item('link', one.title)}
            - ${column(other)}:
              - ${item('link', other.title)}
        - rowgroup:
          - row "Status Open Open":
            - rowheader "Status"
            - cell "Open"
            - cell "Open"
          - row:
            - rowheader "Deadline"
            - cell
            - cell
    - region "Saved searches":
      - heading "Saved searches" [level=2]
      - list:
        - listitem:
          - article:
            - heading "Romania" [level=3]:
              - link "Romania"
            - status:
              - link /\\d+ new projects? since your last visit/
            - list:
              - listitem:
                - 'link "News feed: Romania"'
              - listitem:
                - 'link "Calendar of deadlines: Romania"'
            - button "Remove Romania"
    - region "Projects":
      - heading "Projects" [level=2]
      - status: 2 projects
      - list:
        - listitem:
          - article:
            - ${item('heading', one.title, '[level=3]')}
            - paragraph:
              - ${item('button', `Saved ${one.title}`, '[pressed]')}
          - ${item('checkbox', `Compare ${one.title}`, '[checked]')}
        - listitem:
          - article:
            - paragraph:
              - ${item('button', `Saved ${other.title}`, '[pressed]')}
          - ${item('checkbox', `Compare ${other.title}`, '[checked]')}
      - button "Compare the chosen projects"
      - paragraph: Choose two to four projects.
  `);
  const news = `link ${JSON.stringify((await page.getByRole('link', { name: /since your last visit$/ }).textContent())?.trim())}`;
  const quoted = (word: string, { title }: typeof one) => `${word.split(' ')[0]} ${JSON.stringify(`${word.split(' ').slice(1).join(' ')}${title}`)}`;
  expect(await stops(page, 20)).toEqual([
    ...header,
    'region "Compare projects"',
    quoted('link ', one),
    quoted('link ', other),
    'link "Romania"',
    news,
    'link "News feed: Romania"',
    'link "Calendar of deadlines: Romania"',
    'button "Remove Romania"',
    quoted('link ', one),
    `${quoted('button Saved ', one)} [pressed]`,
    `${quoted('checkbox Compare ', one)} [checked]`,
    quoted('link ', other),
    `${quoted('button Saved ', other)} [pressed]`,
    `${quoted('checkbox Compare ', other)} [checked]`
  ]);
});

test('an organisation, as a screen reader tells it', async ({ page, api }) => {
  await open(page, `/organisations/${await referenceOrganisation(api)}?asOf=${asOf}`);
  await expect(page.locator('body')).toMatchAriaSnapshot(aroundEveryPage);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "International Organization for Migration Mission to Moldova" [level=1]
    - paragraph: Chișinău, Moldova
    - complementary "Facts and contact":
      - term: Where
      - definition: Chișinău, Moldova
      - term: Works on
    - region "Description of organisation":
      - heading "Description of organisation" [level=2]
    - region "Participants with fewer opportunities":
      - heading "Participants with fewer opportunities" [level=2]
      - list
    - region "Volunteering project":
      - heading "Volunteering project" [level=2]
      - table "Volunteering project":
        - rowgroup:
          - row "Project name Project dates Deadline Status":
            - columnheader "Project name"
            - columnheader "Project dates"
            - columnheader "Deadline"
            - columnheader "Status"
        - rowgroup:
          - row:
            - rowheader /52 weeks during the period Sep 2018 to Sep 2019/:
              - link "International Organization for Migration Mission to Moldova"
            - cell "01/09/2018 – 01/09/2019"
            - cell "23/01/2018"
            - cell "Open"
          - row:
            - rowheader /A total of 52 week/:
              - link "EVS Opportunity with IOM Moldova"
            - cell "28/02/2017 – 01/02/2018"
            - 'cell "None: open until filled"'
            - cell "Full"
  `);
  expect(await stops(page, 8)).toEqual([...header, 'link "International Organization for Migration Mission to Moldova"', 'link "EVS Opportunity with IOM Moldova"']);
});

test('the directory, as a screen reader tells it', async ({ page, api }) => {
  const { total, items } = await api.searchOrganisations();
  const first = found(items[0]).name;
  await open(page, '/organisations');
  await expect(page.locator('body')).toMatchAriaSnapshot(aroundEveryPage);
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - search:
      - heading "Organisations that host volunteers" [level=1]
      - searchbox "Name, place or what they do"
      - button "Search"
      - link "${total} organisations found":
        - /url: "#results"
      - group:
        - group "Projects":
          - checkbox "Has open projects"
        - group "Country"
        - group "Topic":
          - checkbox "Education and training"
    - heading "Results" [level=2]
    - status: ${total} organisations found
    - list:
      - listitem:
        - article:
          - ${item('heading', first, '[level=3]')}:
            - ${item('link', first)}
    - navigation "Pages"
  `);
});
