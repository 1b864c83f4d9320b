/**
 * The server sends it empty: in the browser it becomes the page of the address under which it is shown. The service
 * worker keeps it for when there is no connection.
 */
export const ssr = false;
