import { test as base, expect, type Page } from '@playwright/test';
import { createPortalClient, type PortalClient } from '@portal/client';

interface Fixtures {
  /** The API behind the pages, for what a test expects of them. */
  api: PortalClient;
  /** What the browser complains about, policy violations included; checked after every test. */
  complaints: string[];
  /** Complaints that a test provokes. */
  expectedComplaints: RegExp;
  /** The web application whose API has troubles. */
  troubledUrl: string;
}

export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => use(process.env['PORTAL_WEB_URL']),
  api: async ({}, use) => use(createPortalClient({ baseUrl: String(process.env['PORTAL_API_URL']) })),
  troubledUrl: async ({}, use) => use(String(process.env['PORTAL_TROUBLED_WEB_URL'])),
  expectedComplaints: [/^$/, { option: true }],
  complaints: [
    async ({ page, expectedComplaints }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        // Most tests run without the service worker, and Playwright says so.
        if (message.text().includes('Service Worker registration blocked by Playwright')) return;
        if (['error', 'warning'].includes(message.type())) complaints.push(`${message.text()} ${message.location().url}`);
      });
      await use(complaints);
      expect(complaints.filter((complaint) => !expectedComplaints.test(complaint))).toEqual([]);
    },
    { auto: true }
  ]
});

export { expect };
export { expectAccessible } from './axe';

/** Opens a page and waits until it has come alive, where it can. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await alive(page);
}

/** The framework adds its announcer when it takes a page over; before that, links and forms are plain ones. */
export async function alive(page: Page): Promise<void> {
  await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
}

/** The organisation whose page everything began with. */
export async function referenceOrganisation(api: PortalClient): Promise<string> {
  const { items } = await api.searchOrganisations({ text: '"International Organization for Migration Mission to Moldova"' });
  return found(items.find(({ name }) => name === 'International Organization for Migration Mission to Moldova')).id;
}

/** A day so many days from now: the sample data is made around today. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** What the sample data is known to hold. */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The sample data does not hold what this test needs.');
  return value;
}
