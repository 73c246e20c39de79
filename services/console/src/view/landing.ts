/** Where the technicians' pages begin. */
export const TECHNICIANS_HOME = '/teknikk';
/** The alarms by a path of their own: at `/` a technician is sent to their own pages. */
export const ALARMS = '/alarmer';

export const isOfTechnicians = (path: string): boolean =>
  path === TECHNICIANS_HOME || path.startsWith(`${TECHNICIANS_HOME}/`);

/** A technician who opens Varde wants the work; whoever asked for the alarms gets them. */
export const landsOnOwnPages = (role: string, path: string): boolean => role === 'technician' && path === '/';

/** Roles that may do what the technicians' pages do. */
export const mayUseTechniciansPages = (role: string): boolean => role === 'technician' || role === 'admin';
