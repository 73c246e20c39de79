/** Whom access tokens are for. */
export const API_AUDIENCE = 'varde-api';
/** The console at the identity provider. */
export const CONSOLE_CLIENT = 'varde-console';
