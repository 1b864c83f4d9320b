import type { Page } from '@playwright/test';
import type { ProjectSummary } from '@portal/client';

/** Opens a page on a device on which something was saved before. */
export async function openWith(page: Page, address: string, stored: unknown): Promise<void> {
  // Nothing of the application runs here.
  await page.goto(address.replace(/^(https?:\/\/[^/]+)?.*/, '$1/favicon.svg'));
  await page.evaluate((text) => localStorage.setItem('portal.saved', text), typeof stored === 'string' ? stored : JSON.stringify(stored));
  await page.goto(address);
  await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
}

export const savedProjects = (...projects: Pick<ProjectSummary, 'id' | 'title'>[]) => ({
  version: 1,
  projects: projects.map(({ id, title }) => ({ id, title })),
  searches: []
});
