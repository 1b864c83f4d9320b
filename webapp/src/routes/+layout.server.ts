import { publicApiAddress } from '$lib/api/address.server';
import type { LayoutServerLoad } from './$types';

/** The API's address is known at run time only: the page tells it to the browser. */
export const load: LayoutServerLoad = () => ({ apiAddress: publicApiAddress() });
