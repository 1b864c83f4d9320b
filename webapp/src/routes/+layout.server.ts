import { publicApiAddress } from '$lib/api/address.server';
import { contactEmail } from '$lib/site/contact.server';
import type { LayoutServerLoad } from './$types';

/** What is known at run time only: the page tells it to the browser. */
export const load: LayoutServerLoad = () => ({
  apiAddress: publicApiAddress(),
  contactEmail: contactEmail()
});
