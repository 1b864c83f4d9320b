import { contactEmail } from '$lib/site/contact.server';
import type { PageServerLoad } from './$types';

/** Known at run time only. */
export const load: PageServerLoad = () => ({ contactEmail: contactEmail() });
