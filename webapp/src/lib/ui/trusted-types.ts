/** What this application uses of Trusted Types; not every browser has them. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): { createScriptURL: (address: string) => string };
  createPolicy<Asked extends unknown[]>(name: string, rules: { createHTML: (...asked: Asked) => string }): { createHTML: (...asked: Asked) => string };
}

/** The address of our own script that a page starts later; the policy allows this one. */
export function trustedScript(name: string, address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy(name, { createScriptURL: () => address }).createScriptURL(address) ?? address;
}

/**
 * The one way for these texts to become HTML in a page: the policy names it, and a browser refuses what comes another way.
 * What it returns is to be put into the page as it is; a copy as text is refused as well.
 */
export function trustedHtml<Asked extends unknown[]>(name: string, make: (...asked: Asked) => string): (...asked: Asked) => string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return make;
  const policy = trustedTypes.createPolicy(name, { createHTML: make });
  return (...asked) => policy.createHTML(...asked);
}
