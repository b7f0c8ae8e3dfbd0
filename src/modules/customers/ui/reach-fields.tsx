import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { fieldProblem } from '#platform/web/problem.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { SelectField } from '#ui/choice-fields.tsx';
import { TextField } from '#ui/fields.tsx';
import { addressKinds, phoneKinds } from '../rules.ts';
import styles from './form.module.css';
import { type EnteredAddress, type EnteredPhone, noAddress, noPhone } from './form-state.ts';

interface ListProps<T> {
  values: readonly T[];
  onChange: (values: T[]) => void;
  error: unknown;
}

const replaced = <T,>(values: readonly T[], index: number, change: Partial<T>): T[] =>
  values.map((value, at) => (at === index ? { ...value, ...change } : value));

export function PhoneFields({ values, onChange, error }: ListProps<EnteredPhone>) {
  const { t } = useTranslation('customers');
  return (
    <div className={styles.list}>
      {values.map((phone, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have no other identity until they are sent
        <div key={index} className={styles.pair}>
          <TextField
            label={values.length > 1 ? t('form.phoneN', { n: index + 1 }) : t('field.phone')}
            optional
            type="tel"
            inputMode="tel"
            autoComplete="off"
            maxLength={60}
            description={index === 0 ? t('form.phoneHint') : undefined}
            value={phone.typed}
            onChange={(typed) => onChange(replaced(values, index, { typed }))}
            error={fieldProblem(error, `phones.${index}.typed`)}
          />
          {values.length > 1 && (
            <>
              <SelectField
                label={t('form.phoneKindN', { n: index + 1 })}
                options={phoneKinds.map((value) => ({ value, label: t(`phoneKind.${value}`) }))}
                emptyLabel="—"
                value={phone.kind}
                onChange={(kind) => onChange(replaced(values, index, { kind }))}
              />
              <IconButton
                label={t('form.removePhone', { value: phone.typed })}
                onClick={() => onChange(values.filter((_, at) => at !== index))}
              >
                <IconTrash size={18} aria-hidden />
              </IconButton>
            </>
          )}
        </div>
      ))}
      <Button
        kind="quiet"
        size="small"
        icon={<IconPlus size={16} aria-hidden />}
        onClick={() => onChange([...values, noPhone])}
      >
        {t('form.addPhone')}
      </Button>
    </div>
  );
}

export function AddressFields({ values, onChange, error }: ListProps<EnteredAddress>) {
  const { t } = useTranslation('customers');
  return (
    <div className={styles.list}>
      {values.map((address, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines have no other identity until they are sent
        <div key={index} className={styles.pair}>
          <TextField
            label={values.length > 1 ? t('form.addressN', { n: index + 1 }) : t('field.address')}
            optional
            autoComplete="off"
            maxLength={300}
            value={address.typed}
            onChange={(typed) => onChange(replaced(values, index, { typed, lat: null, lng: null }))}
            error={fieldProblem(error, `addresses.${index}.typed`)}
          />
          {values.length > 1 && (
            <>
              <SelectField
                label={t('form.addressKindN', { n: index + 1 })}
                options={addressKinds.map((value) => ({ value, label: t(`addressKind.${value}`) }))}
                value={address.kind}
                onChange={(kind) => kind !== '' && onChange(replaced(values, index, { kind }))}
              />
              <IconButton
                label={t('form.removeAddress', { value: address.typed })}
                onClick={() => onChange(values.filter((_, at) => at !== index))}
              >
                <IconTrash size={18} aria-hidden />
              </IconButton>
            </>
          )}
        </div>
      ))}
      <Button
        kind="quiet"
        size="small"
        icon={<IconPlus size={16} aria-hidden />}
        onClick={() => onChange([...values, noAddress])}
      >
        {t('form.addAddress')}
      </Button>
    </div>
  );
}
