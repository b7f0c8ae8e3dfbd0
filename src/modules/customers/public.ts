export { seedCodes } from './codes.ts';
export { insertCustomers, type Origin } from './insert.ts';
export { customersImport } from './import.ts';
export { idsOf, survivorsOf } from './alias.ts';
export { type CustomerHead, holdCustomer, lockForFact, lockVisible, requireVisible } from './lock.ts';
export { type Activity, noteActivity, noteNextStep } from './marks.ts';
export type { AddressRow, ContactRow, CustomerToInsert, HoldingRow, PhoneRow } from './to-insert.ts';
export { customerRoutes } from './routes.ts';
