declare global {
  namespace App {
    interface Error {
      message: string;
      /** The API's own stable code, where the failure came from there. */
      code?: string;
    }
  }
}

export {};
