import type { Page } from '@playwright/test';
import type { PortalClient, ProjectDetail, ProjectSummary } from '@portal/client';
import { asOf, unknownKey, withdrawnProject } from './addresses';
import { expect, found, inDays, open, referenceOrganisation } from './portal';
import { openWith, savedProjects } from './saved';

export interface Reader {
  page: Page;
  api: PortalClient;
  /** The web application whose API has troubles. */
  troubledUrl: string;
}

interface State {
  /** How wide the screen is; a desk's, unless it is said. */
  width?: number;
  /** Brings the state about, and waits until it is there. */
  reach: (reader: Reader) => Promise<unknown>;
}

const phone = 390;

/** A page that is as it should be when it has come. */
const at = (address: string | ((reader: Reader) => Promise<string>)): State => ({
  reach: async (reader) => open(reader.page, typeof address === 'string' ? address : await address(reader))
});

/** Every page of the portal and every state that a reader can bring it into, by what the reader would call it. */
export const states: Record<string, State> = {
  // The search.
  'the search': at('/'),
  'the search in Romanian, with filters': at('/ro?country=RO&topic=edu&availability=open&availability=full'),
  'the last page of the search': at(async ({ api }) => {
    const { total, pageSize } = await api.searchProjects();
    return `/?page=${Math.ceil(total / pageSize)}`;
  }),
  'a page beyond the last one': at('/?page=499'),
  'a corrected search with free days and a place': at(
    `/ro?text=gardn&freeFrom=${inDays(20)}&freeTo=${inDays(300)}&fit=any&near=47.1625,27.6044&place=Ia%C8%99i&radiusKm=2000&minWeeks=3&maxWeeks=8&sort=fit`
  ),
  'a search with free days the wrong way round': at(
    '/?eligibleCountry=MD&freeFrom=2027-09-01&freeTo=2027-03-01&support=mentoring&activityType=individual&near=47.02,28.83&sort=distance'
  ),
  'a search that finds nothing': at('/?text=zzqqxxyy'),
  'a search with ways out': at('/?country=MD&near=-45,170&radiusKm=10'),
  'a search that cannot be answered': at('/?country=QQ'),
  'a search that fails after a filter': {
    reach: async ({ page }) => {
      await open(page, '/');
      await page.route('**/v1/projects?*', (route) => route.abort());
      await page.getByRole('checkbox', { name: 'Full', exact: true }).check();
      await page.getByRole('alert').waitFor();
    }
  },
  'a search that fails at first': at(({ troubledUrl }) => Promise.resolve(`${troubledUrl}/?text=outage`)),
  'filters open on a phone': {
    width: phone,
    reach: async ({ page }) => {
      await open(page, '/?text=garden');
      await page.getByText('Filters').first().click();
      await page.getByRole('checkbox', { name: 'Full', exact: true }).waitFor();
    }
  },
  'the language menu': {
    width: phone,
    reach: async ({ page }) => {
      await open(page, '/?text=garden');
      await page.getByRole('button', { name: 'Language: English' }).click();
      await page.getByRole('link', { name: 'Română' }).waitFor();
    }
  },
  'suggestions of words': { width: phone, reach: ({ page }) => suggestionsBelow(page, 'What or where') },
  'suggestions of towns': { reach: ({ page }) => suggestionsBelow(page, 'Town') },
  'no town of that name': {
    reach: async ({ page }) => {
      await open(page, '/');
      await page.getByRole('combobox', { name: 'Town' }).fill('Atlantis');
      await page.getByText('We know no town of this name with open projects.').last().waitFor();
    }
  },
  'no place of the reader': {
    reach: async ({ page }) => {
      await open(page, '/');
      await page.getByRole('button', { name: 'Use my location' }).click();
      await page.getByText('Your browser does not let us know where you are.').waitFor();
    }
  },
  'the list of keyboard shortcuts': {
    reach: async ({ page }) => {
      await open(page, '/');
      await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
      await page.getByRole('dialog').waitFor();
    }
  },
  'a saved project and a saved search': {
    reach: async ({ page, api }) => {
      const { title } = found((await api.searchProjects({ topic: ['edu'] })).items[0]);
      await open(page, '/?topic=edu');
      await page.getByRole('button', { name: `Save ${title}` }).click();
      await page.getByRole('button', { name: 'Save this search' }).click();
      await expect(page.getByRole('button', { pressed: true })).toHaveCount(2);
    }
  },

  // The map.
  'the map, and a card that is pointed at': {
    reach: async ({ page }) => {
      await open(page, '/?map=1');
      await points(page).first().waitFor();
      await page.getByRole('article').first().hover();
    }
  },
  'the map in Romanian, on a phone': {
    width: phone,
    reach: async ({ page }) => {
      await open(page, '/ro?map=1');
      await page.locator('.point').first().waitFor();
    }
  },
  'the map with a chosen place': {
    reach: async ({ page, api }) => {
      const { items } = await api.searchProjects({ pageSize: 100 });
      const places = items.map(({ location }) => location && `${location.latitude},${location.longitude}`);
      const near = String(places.find((place, index) => place !== null && places.indexOf(place) < index));
      await open(page, `/?near=${near}&radiusKm=10&map=1`);
      await points(page).first().waitFor();
      const close = map(page).getByRole('button', { name: 'Close' });
      const drawn = () => map(page).locator('g').getAttribute('transform');
      while ((await close.count()) === 0) {
        const before = await drawn();
        await map(page).getByRole('button', { name: /here$/ }).first().click();
        await expect.poll(async () => (await close.count()) === 1 || (await drawn()) !== before).toBe(true);
      }
    }
  },
  'a map without its projects': {
    reach: async ({ page }) => {
      await page.route(/pageSize=100/, (route) => route.fulfill({ status: 503, body: '' }));
      await open(page, '/?country=IS&map=1');
      await map(page).getByRole('alert').waitFor();
    }
  },

  // Projects.
  'an open project': at(({ api }) => first(api, 'open')),
  'a full project': at(({ api }) => first(api, 'full')),
  'a project whose deadline has passed': at(({ api }) => first(api, 'deadlinePassed')),
  'a project that has ended': at(({ api }) => first(api, 'ended')),
  'a project in Romanian': at(async ({ api }) => `/ro${await first(api, 'open')}`),
  'a project that one can apply for': { width: phone, reach: (reader) => asked(reader, 'RO', 'Nothing speaks against it') },
  'a project that one cannot apply for': { reach: (reader) => asked(reader, 'JP', 'You cannot take part in this project') },
  'a project of which that is not clear': { width: phone, reach: (reader) => asked(reader, '', 'That is not clear yet') },
  'a project with answers that cannot be': {
    reach: async ({ page, api }) => {
      await open(page, `/projects/${(await choosyProject(api)).id}`);
      await page.getByLabel('Date of birth').fill(inDays(60));
      await page.getByRole('region', { name: 'Can I apply?' }).getByLabel('From').fill(inDays(60));
      await page.getByRole('button', { name: 'Check' }).click();
      await expect(page.locator('[aria-invalid=true]')).toHaveCount(2);
    }
  },
  'a project of which that cannot be asked': {
    reach: async ({ page, api }) => {
      await open(page, `/projects/${(await choosyProject(api)).id}`);
      await page.route('**/eligibility', (route) => route.abort());
      await page.getByRole('button', { name: 'Check' }).click();
      await page.getByRole('alert').waitFor();
    }
  },
  'a saved project whose address is copied': {
    reach: async ({ page, api }) => {
      await page.addInitScript(() => {
        Reflect.deleteProperty(Navigator.prototype, 'share');
        navigator.clipboard.writeText = () => Promise.resolve();
      });
      await open(page, await first(api, 'open'));
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('button', { name: 'Share' }).click();
      await page.getByText('The address is copied.').waitFor();
    }
  },
  'a project whose address is to be copied by hand': {
    width: phone,
    reach: async ({ page, api }) => {
      await page.addInitScript(() => {
        Reflect.deleteProperty(Navigator.prototype, 'share');
        navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
      });
      await open(page, await first(api, 'open'));
      await page.getByRole('button', { name: 'Share' }).click();
      await page.getByRole('textbox', { name: 'Share' }).waitFor();
    }
  },
  'a project that was withdrawn': at(({ troubledUrl }) => Promise.resolve(`${troubledUrl}/projects/${withdrawnProject}`)),
  'a project that nobody knows': at(`/projects/${unknownKey}`),

  // Organisations.
  'the directory': at('/organisations'),
  'the directory in Romanian, with filters': at('/ro/organisations?topic=edu&hasOpenProjects=true&page=2'),
  'a corrected search of the directory': at('/organisations?text=educaton'),
  'a search of the directory that finds nothing': at('/organisations?text=zzqqxxyy&country=MD'),
  'the filters of the directory on a phone': {
    width: phone,
    reach: async ({ page }) => {
      await open(page, '/organisations');
      await page.getByText('Filters').first().click();
      await page.getByRole('checkbox', { name: 'Has open projects' }).waitFor();
    }
  },
  'an organisation, as of another day': at(async ({ api }) => `/organisations/${await referenceOrganisation(api)}?asOf=${asOf}`),
  'an organisation in Romanian': at(async ({ api }) => `/ro/organisations/${await referenceOrganisation(api)}`),
  'an organisation that nobody knows': at(`/organisations/${unknownKey}`),

  // What is saved.
  'nothing saved': at('/saved'),
  'saved projects, gone ones, searches and news': {
    reach: async ({ page, api }) => {
      await openWith(page, '/saved', await someSaved(api));
      await expect(page.getByRole('checkbox')).toHaveCount(2);
      await page.getByText(/since your last visit/).waitFor();
      await page.getByText('No longer published').waitFor();
    }
  },
  'saved things that were removed, and a comparison of one': {
    reach: async ({ page, api }) => {
      await openWith(page, '/saved', await someSaved(api));
      await page.getByRole('button', { name: /^Saved / }).first().click();
      await page.getByRole('button', { name: 'Remove Gone' }).click();
      await page.getByRole('button', { name: 'Save Gone' }).waitFor();
      await page.getByRole('region', { name: 'Saved searches' }).getByRole('button', { name: /^Remove / }).click();
      await page.getByRole('checkbox').first().check();
      await page.getByRole('button', { name: 'Compare the chosen projects' }).click();
      await page.getByRole('alert').waitFor();
    }
  },
  'a comparison of four': {
    reach: async ({ page, api }) => {
      const { items } = await api.searchProjects({ availability: ['open', 'ended'] });
      await open(page, `/saved?${items.slice(0, 4).map(({ id }) => `compare=${id}`).join('&')}`);
      await page.getByRole('table').waitFor();
    }
  },
  'a comparison in Romanian': {
    reach: async ({ page, api }) => {
      const stored = await someSaved(api);
      await openWith(page, `/ro/saved?${stored.projects.slice(0, 2).map(({ id }) => `compare=${id}`).join('&')}`, stored);
      await page.getByRole('table').waitFor();
      await page.getByText(/de la ultima ta vizită/).waitFor();
    }
  },
  'saved things without an answer': {
    reach: async ({ page, api }) => {
      await page.route('**/v1/projects/*-*', (route) => route.abort());
      await openWith(page, '/saved', await someSaved(api));
      await page.getByRole('alert').waitFor();
    }
  },
  'saved things without a connection': {
    reach: async ({ page, api }) => {
      await openWith(page, '/saved', await someSaved(api));
      await expect(page.getByRole('checkbox')).toHaveCount(2);
      await page.context().setOffline(true);
      await page.getByText('You are offline.').waitFor();
    }
  },

  // For other sites, and about the portal.
  'the page for other sites': { reach: ({ page }) => openEmbed(page, '/embed') },
  'the page for other sites in Romanian, with filters open': {
    reach: async ({ page }) => {
      await openEmbed(page, '/ro/embed?country=RO&count=3&scheme=dark');
      await page.getByText(/^Filtre/).click();
      await page.getByRole('checkbox', { name: 'Educație și formare' }).waitFor();
    }
  },
  'lines for other sites that are copied': {
    width: phone,
    reach: async ({ page }) => {
      await page.addInitScript(() => (navigator.clipboard.writeText = () => Promise.resolve()));
      await openEmbed(page, '/embed');
      await page.getByRole('button', { name: 'Copy the lines' }).click();
      await page.getByText('Copied.').waitFor();
    }
  },
  'the page for developers': at('/developers'),
  'the page for developers in Romanian': at('/ro/developers'),
  'the accessibility statement': at('/accessibility'),
  'the accessibility statement in Romanian, of an operator without an address': at(({ troubledUrl }) => Promise.resolve(`${troubledUrl}/ro/accessibility`)),
  'the page without a connection': at('/offline'),
  'a page that there is not': at('/no-such-page')
};

const map = (page: Page) => page.getByRole('region', { name: 'Map of the results' });
const points = (page: Page) => map(page).getByRole('button', { name: /here$/ }).or(map(page).getByRole('link'));

async function first(api: PortalClient, availability: 'open' | 'full' | 'deadlinePassed' | 'ended'): Promise<string> {
  return `/projects/${found((await api.searchProjects({ availability: [availability] })).items[0]).id}`;
}

async function suggestionsBelow(page: Page, box: string): Promise<void> {
  await open(page, '/');
  await page.getByRole('combobox', { name: box }).fill('co');
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('listbox').getByRole('option', { selected: true }).waitFor();
}

/** A project that says where people have to live, and that can still be applied for. */
export async function choosyProject(api: PortalClient): Promise<ProjectDetail> {
  const { items } = await api.searchProjects({ sort: 'newest', pageSize: 20 });
  const details = await Promise.all(items.map(({ id }) => api.getProject(id)));
  return found(details.find(({ eligibleCountries, supports }) => eligibleCountries.includes('RO') && !eligibleCountries.includes('JP') && supports.length > 0));
}

/** Of an age for every project, whatever the day. */
export const birthDate = `${new Date().getUTCFullYear() - 23}-01-02`;

/** Whether one can apply, asked by somebody who lives there. */
async function asked({ page, api }: Reader, country: string, answer: string): Promise<void> {
  await open(page, `/projects/${(await choosyProject(api)).id}`);
  const form = page.getByRole('region', { name: 'Can I apply?' });
  await form.getByLabel('Where I live').selectOption(country);
  await form.getByLabel('Date of birth').fill(country && birthDate);
  await form.getByRole('button', { name: 'Check' }).click();
  await form.getByRole('status').getByRole('heading', { name: answer }).waitFor();
}

/** Two projects, of which one has ended, another that is gone, and a search with news. */
async function someSaved(api: PortalClient) {
  const ofEach = await Promise.all((['open', 'ended'] as const).map(async (availability) => found((await api.searchProjects({ availability: [availability] })).items[0])));
  const gone = { id: unknownKey, title: 'Gone' };
  return { ...savedProjects(...(ofEach satisfies ProjectSummary[]), gone), searches: [{ address: '?country=RO&topic=edu', seen: '2020-01-01T00:00:00Z' }] };
}

async function openEmbed(page: Page, address: string): Promise<void> {
  await open(page, address);
  await page.locator('portal-projects').getByRole('listitem').first().waitFor();
}
