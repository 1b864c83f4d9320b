import 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the API answers that api.setup.mjs found or started. */
    apiUrl: string;
    /** The key of a partner that may write there; empty where an API was named without one. */
    apiKey: string;
  }
}
