import 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the API answers that api.setup.mjs found or started. */
    apiUrl: string;
  }
}
