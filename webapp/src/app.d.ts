declare global {
  namespace App {
    interface Error {
      message: string;
      /** The API's own stable code, where the failure came from there. */
      code?: string;
    }
  }
}

declare module 'svelte/elements' {
  interface AriaAttributes {
    // ARIA 1.3, which every browser knows and the framework's types do not yet.
    'aria-description'?: string | null | undefined;
  }
}

export {};
