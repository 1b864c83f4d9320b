import { createPortalClient as createClient, type PortalClient, type PortalClientOptions } from '@portal/client';
import { readable } from './readable';

/**
 * The API, as pages ask it. Nothing is sent again by itself: a reader is told at once that it failed, and decides what to do,
 * rather than to wait for a minute before an empty page.
 */
export const createPortalClient = (options: Pick<PortalClientOptions, 'baseUrl' | 'fetch'>): PortalClient =>
  readable(createClient({ ...options, retry: false }));
