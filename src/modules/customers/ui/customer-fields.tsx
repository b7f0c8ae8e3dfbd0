import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { regionOf } from '#platform/shared/region/regions.ts';
import { useFormat } from '#platform/web/format.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { useMe } from '#platform/web/session.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { SelectField } from '#ui/choice-fields.tsx';
import { DayField } from '#ui/day-field.tsx';
import { TextField } from '#ui/fields.tsx';
import { contactParts, customerKinds } from '../rules.ts';
import { mayBeIdentityNumber } from '../rules-identity.ts';
import { AlikeNotice } from './alike-notice.tsx';
import { useCodes } from './codes.ts';
import styles from './form.module.css';
import { type Entered, isAmount, isCount } from './form-state.ts';
import { AddressFields, PhoneFields } from './reach-fields.tsx';

export interface FieldsProps {
  entered: Entered;
  onChange: (change: Partial<Entered>) => void;
  error: unknown;
  /** Sent once: what is missing is marked. */
  asked: boolean;
}

interface FirstFieldsProps extends FieldsProps {
  /** The customer that is being changed, and how it stood: what has not changed is not looked for again. */
  except?: string;
  before?: Entered;
}

/** What one knows at the door: kind, name, number, place. */
export function FirstFields({ entered, onChange, error, asked, except, before }: FirstFieldsProps) {
  const { t } = useTranslation(['customers', 'common']);
  const missing = asked && entered.name.trim() === '';
  return (
    <Stack>
      <ChipChoice
        label={t('field.kind')}
        choices={customerKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={entered.kind}
        required
        onChange={(kind) => onChange({ kind: kind ?? 'firm' })}
      />
      <TextField
        label={t('field.name')}
        value={entered.name}
        maxLength={200}
        autoComplete="off"
        onChange={(name) => onChange({ name })}
        error={missing ? t('common:field.required', { label: t('field.name') }) : fieldProblem(error, 'name')}
      />
      <AlikeNotice
        name={entered.name === before?.name ? '' : entered.name}
        phone={
          entered.phones.find(({ typed }) => !(before?.phones ?? []).some((phone) => phone.typed === typed))?.typed ??
          ''
        }
        taxNumber={entered.taxNumber === before?.taxNumber ? '' : entered.taxNumber}
        except={except}
      />
      <PhoneFields values={entered.phones} onChange={(phones) => onChange({ phones })} error={error} />
      <AddressFields values={entered.addresses} onChange={(addresses) => onChange({ addresses })} error={error} />
    </Stack>
  );
}

/** The first person met there; only for a new customer. */
export function FirstContact({ entered, onChange }: Pick<FieldsProps, 'entered' | 'onChange'>) {
  const { t } = useTranslation('customers');
  return (
    <Stack>
      <div className={styles.two}>
        <TextField
          label={t('field.contactName')}
          description={t('form.contactHint')}
          optional
          value={entered.contactName}
          maxLength={80}
          autoComplete="off"
          onChange={(contactName) => onChange({ contactName })}
        />
        <TextField
          label={t('field.title')}
          optional
          value={entered.contactTitle}
          maxLength={80}
          autoComplete="off"
          onChange={(contactTitle) => onChange({ contactTitle })}
        />
      </div>
      {entered.contactName.trim() !== '' && (
        <ChipChoice
          label={t('field.part')}
          choices={contactParts.map((value) => ({ value, label: t(`part.${value}`) }))}
          value={entered.contactPart}
          required
          onChange={(contactPart) => onChange({ contactPart: contactPart ?? 'other' })}
        />
      )}
    </Stack>
  );
}

/** What can wait; open at once where something of it is filled or was refused. */
export function MoreFields(props: FieldsProps) {
  const { t } = useTranslation('customers');
  const { entered, error } = props;
  const filled = [
    entered.shortName,
    entered.taxNumber,
    entered.industry,
    entered.source,
    entered.employees,
    entered.website,
  ];
  const [open, setOpen] = useState(filled.some((text) => text !== ''));
  const refused = ['taxNumber', 'industry', 'source', 'email', 'website'].some((field) => fieldProblem(error, field));
  if (!open && !refused)
    return (
      <div>
        <Button kind="quiet" icon={<IconChevronDown size={18} aria-hidden />} onClick={() => setOpen(true)}>
          {t('form.more')}
        </Button>
      </div>
    );
  return <AllMoreFields {...props} />;
}

function AllMoreFields({ entered, onChange, error }: FieldsProps) {
  const { t } = useTranslation('customers');
  const industry = useCodes('industry');
  const source = useCodes('source');
  const kept = (code: string, options: readonly { value: string; label: string }[]) =>
    code === '' || options.some(({ value }) => value === code) ? options : [...options, { value: code, label: code }];
  const line = (key: 'shortName' | 'taxNumber' | 'website' | 'email', maxLength: number) => (
    <TextField
      label={t(`field.${key}`)}
      description={key === 'taxNumber' && mayBeIdentityNumber(entered.kind) ? t('form.identityOnline') : undefined}
      optional
      value={entered[key]}
      maxLength={maxLength}
      autoComplete="off"
      onChange={(value) => onChange({ [key]: value })}
      error={fieldProblem(error, key)}
    />
  );
  return (
    <div className={styles.two}>
      {line('shortName', 80)}
      {line('taxNumber', 40)}
      <SelectField
        label={t('field.industry')}
        optional
        emptyLabel="—"
        options={kept(entered.industry, industry.options)}
        value={entered.industry}
        onChange={(value) => onChange({ industry: value })}
        error={fieldProblem(error, 'industry')}
      />
      <SelectField
        label={t('field.source')}
        optional
        emptyLabel="—"
        options={kept(entered.source, source.options)}
        value={entered.source}
        onChange={(value) => onChange({ source: value })}
        error={fieldProblem(error, 'source')}
      />
      <NumberFields entered={entered} onChange={onChange} error={error} />
      <FoundedField entered={entered} onChange={onChange} />
      {line('email', 254)}
      {line('website', 300)}
    </div>
  );
}

function NumberFields({ entered, onChange, error }: Omit<FieldsProps, 'asked'>) {
  const { t } = useTranslation('customers');
  const number = (valid: boolean): string | undefined => (valid ? undefined : t('form.numberOnly'));
  return (
    <>
      <TextField
        label={t('field.employees')}
        description={t('form.employeesHint')}
        optional
        inputMode="numeric"
        value={entered.employees}
        onChange={(employees) => onChange({ employees })}
        error={number(isCount(entered.employees)) ?? fieldProblem(error, 'employees')}
      />
      <TextField
        label={t('field.capitalMinor')}
        description={t('form.capitalHint')}
        optional
        inputMode="decimal"
        value={entered.capital}
        onChange={(capital) => onChange({ capital })}
        error={number(isAmount(entered.capital)) ?? fieldProblem(error, 'capitalMinor')}
      />
    </>
  );
}

function FoundedField({ entered, onChange }: Pick<FieldsProps, 'entered' | 'onChange'>) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const { weekStart } = regionOf(useMe().company.region);
  return (
    <DayField
      label={t('field.foundedDay')}
      optional
      clearable
      language={format.language}
      dateStyle={format.dateStyle}
      weekStart={weekStart === 7 ? 0 : 1}
      max={format.today()}
      value={entered.foundedDay}
      onChange={(foundedDay) => onChange({ foundedDay })}
    />
  );
}
