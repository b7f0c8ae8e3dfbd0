export { closeAccount, endSessions, openAccount } from './accounts.ts';
export { type Auth, createAuth } from './auth.ts';
export { identityRoutes, type SetUp } from './routes.ts';
export { digestOfKey, sessionCache } from './sessions.ts';
export { hashPassword } from './passwords.ts';
