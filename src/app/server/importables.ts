import type { Importable } from '#modules/imports/public.ts';
import { customersImport } from '#modules/customers/public.ts';
import { peopleImport } from '#modules/org/public.ts';

/** Everything that can be brought as a list; each module writes its own kind. */
export const importables: readonly Importable[] = [customersImport, peopleImport];
