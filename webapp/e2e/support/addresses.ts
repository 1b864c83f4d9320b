/** The project that the troubled API says was withdrawn. */
export const withdrawnProject = '01980f3a-6c1b-7f60-9d55-000000000410';

/** A key that no project and no organisation has. */
export const unknownKey = '01980f3a-6c1b-7f60-9d55-000000000404';

/** The day as of which the reference organisation is told about. */
export const asOf = '2018-01-10';
