export { CustomerPage } from './customer-page.tsx';
export { CustomerPicker } from './customer-picker.tsx';
export { CustomersPage } from './customers-page.tsx';
export { EditCustomerPage } from './edit-customer-page.tsx';
export { NewCustomerPage } from './new-customer-page.tsx';
export type { CustomerSlots } from './slots.ts';
