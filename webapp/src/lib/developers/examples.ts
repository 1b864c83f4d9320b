/** Where the examples have the API and the web application: as `make run` has them. */
const written = { api: 'http://127.0.0.1:5080', site: 'http://127.0.0.1:5173' };

/** The same text with the addresses of this installation. */
export function withAddresses(text: string, apiAddress: string, siteAddress: string): string {
  return text.replaceAll(/http:\/\/127\.0\.0\.1:(?:5080|5173)/g, (address) => (address === written.api ? apiAddress : siteAddress));
}
