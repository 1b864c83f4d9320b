import { isPrefix } from '$lib/i18n/languages';

/** English has no prefix, so `/en/…` is no address of ours. */
export const match = isPrefix;
