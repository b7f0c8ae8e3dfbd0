import { useTranslation } from 'react-i18next';
import { useFormat } from '#platform/web/format.ts';
import { decimalFromMoney } from '#platform/shared/money.ts';
import { useMe } from '#platform/web/session.ts';
import type { ConflictField } from '#ui/version-conflict.tsx';
import type { Customer } from '../contract.ts';
import { customerFields } from '../rules.ts';
import { useCodes } from './codes.ts';
import type { Fields } from './form-state.ts';

type Both = Partial<Fields> | Partial<Customer>;

/** The fields two people changed, each with both values as people read them. */
export function useConflictFields(mine: Partial<Fields>, theirs: Partial<Customer>): ConflictField[] {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const { currency } = useMe().company;
  const industry = useCodes('industry');
  const source = useCodes('source');
  const read = (values: Both): Record<string, string> => ({
    kind: values.kind === undefined ? '' : t(`kind.${values.kind}`),
    name: values.name ?? '',
    shortName: values.shortName ?? '',
    taxNumber: values.taxNumber ?? '',
    industry: values.industry == null ? '' : industry.labelOf(values.industry),
    source: values.source == null ? '' : source.labelOf(values.source),
    employees: values.employees == null ? '' : format.number(values.employees),
    website: values.website ?? '',
    email: values.email ?? '',
    foundedDay: values.foundedDay == null ? '' : format.day(values.foundedDay),
    capitalMinor: values.capitalMinor == null ? '' : decimalFromMoney({ minor: values.capitalMinor, currency }),
    phones: (values.phones ?? []).map(({ typed }) => typed).join('\n'),
    addresses: (values.addresses ?? []).map(({ typed }) => typed).join('\n'),
  });
  const [own, other] = [read(mine), read(theirs)];
  return customerFields
    .filter((field) => field in mine)
    .map((field) => ({ key: field, label: t(`field.${field}`), mine: own[field] ?? '', theirs: other[field] ?? '' }));
}
