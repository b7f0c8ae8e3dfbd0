import { useTranslation } from 'react-i18next';
import { languages } from '#platform/shared/languages.ts';
import { languageNames } from '#platform/web/language.ts';
import type { Bootstrap } from '#platform/web/session.ts';
import { RadioField, SelectField } from '#ui/choice-fields.tsx';
import { PasswordField, TextField } from '#ui/fields.tsx';
import type { SetupField, SetupForm, SetupStep } from './setup-form.ts';

interface SetupFieldsProps {
  step: SetupStep;
  form: SetupForm;
  regions: Bootstrap['regions'];
  change: (patch: Partial<SetupForm>) => void;
  errorOf: (field: SetupField, label: string) => string | undefined;
}

/** The fields of one step. */
export function SetupFields(props: SetupFieldsProps) {
  if (props.step === 'token') return <TokenStep {...props} />;
  if (props.step === 'company') return <CompanyStep {...props} />;
  return <AdminStep {...props} />;
}

function TokenStep({ form, change, errorOf }: SetupFieldsProps) {
  const { t } = useTranslation('identity');
  const label = t('setup.token.label');
  return (
    <TextField
      label={label}
      description={t('setup.token.hint')}
      autoComplete="one-time-code"
      value={form.token}
      onChange={(token) => change({ token })}
      error={errorOf('token', label)}
    />
  );
}

/** Regions are data: one this version has no word for is shown by its code. */
function useRegionName(): (code: string) => string {
  const { t } = useTranslation('identity');
  const names: Readonly<Record<string, string>> = {
    taiwan: t('region.taiwan'),
    mainland: t('region.mainland'),
    hongkong: t('region.hongkong'),
  };
  return (code) => names[code] ?? code;
}

function CompanyStep({ form, regions, change, errorOf }: SetupFieldsProps) {
  const { t } = useTranslation('identity');
  const nameOf = useRegionName();
  const zones = [
    ...new Set([form.timeZone, ...regions.map(({ timeZone }) => timeZone), ...Intl.supportedValuesOf('timeZone')]),
  ];
  const label = { name: t('setup.company.name'), region: t('setup.company.region'), zone: t('setup.company.timeZone') };
  const chooseRegion = (code: string): void => {
    const region = regions.find((candidate) => candidate.code === code);
    if (region !== undefined) change({ region: code, timeZone: region.timeZone });
  };
  return (
    <>
      <TextField
        label={label.name}
        autoComplete="organization"
        maxLength={200}
        value={form.companyName}
        onChange={(companyName) => change({ companyName })}
        error={errorOf('companyName', label.name)}
      />
      <SelectField
        label={label.region}
        description={t('setup.company.regionHint')}
        options={regions.map(({ code }) => ({ value: code, label: nameOf(code) }))}
        value={form.region}
        onChange={chooseRegion}
        error={errorOf('region', label.region)}
      />
      <SelectField
        label={label.zone}
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        value={form.timeZone}
        onChange={(timeZone) => change({ timeZone })}
        error={errorOf('timeZone', label.zone)}
      />
      <RadioField
        label={t('setup.company.language')}
        description={t('setup.company.languageHint')}
        options={languages.map((language) => ({ value: language, label: languageNames[language] }))}
        value={form.language}
        onChange={(language) => language !== '' && change({ language })}
      />
    </>
  );
}

function AdminStep({ form, change, errorOf }: SetupFieldsProps) {
  const { t } = useTranslation('identity');
  const label = {
    name: t('setup.admin.name'),
    userName: t('setup.admin.userName'),
    password: t('setup.admin.password'),
  };
  return (
    <>
      <TextField
        label={label.name}
        autoComplete="name"
        maxLength={100}
        value={form.name}
        onChange={(name) => change({ name })}
        error={errorOf('name', label.name)}
      />
      <TextField
        label={label.userName}
        description={t('setup.admin.userNameHint')}
        autoComplete="username"
        maxLength={100}
        value={form.userName}
        onChange={(userName) => change({ userName })}
        error={errorOf('userName', label.userName)}
      />
      <PasswordField
        label={label.password}
        description={t('setup.admin.passwordHint')}
        autoComplete="new-password"
        value={form.password}
        onChange={(password) => change({ password })}
        error={errorOf('password', label.password)}
      />
    </>
  );
}
