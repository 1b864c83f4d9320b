import type { Page } from '@playwright/test';
import type { ProjectSummary } from '@portal/client';

/** Opens a page on a device on which something was saved before. */
export async function openWith(page: Page, address: string, stored: unknown): Promise<void> {
  const text = typeof stored === 'string' ? stored : JSON.stringify(stored);
  // Before anything of the application runs, and not when the page is loaded again.
  const before = await page.addInitScript((text) => localStorage.setItem('portal.saved', text), text);
  await page.goto(address);
  await before.dispose();
  await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
}

export const savedProjects = (...projects: Pick<ProjectSummary, 'id' | 'title'>[]) => ({
  version: 1,
  projects: projects.map(({ id, title }) => ({ id, title })),
  searches: []
});
