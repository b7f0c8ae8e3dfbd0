import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#platform/shared/languages.ts';
import { Chip, ChipChoices } from '#ui/chips.tsx';
import { Stepper } from '#ui/stepper.tsx';
import type { FormField } from '../contract.ts';
import { brandText } from '../rules.ts';
import type { BrandQuantity } from '../rules-fit.ts';
import styles from './form.module.css';
import { WordAdder } from './word-adder.tsx';

interface BrandsFieldProps {
  field: FormField;
  language: Language;
  value: readonly BrandQuantity[];
  error: string | undefined;
  onChange: (brands: BrandQuantity[]) => void;
}

/** Brands by touch; of each one chosen, what is used in a month. */
export function BrandsField({ field, language, value, error, onChange }: BrandsFieldProps) {
  const { t } = useTranslation('forms');
  const [adding, setAdding] = useState(false);
  const offered = (field.options ?? []).map((option) => option.code);
  const codes = [...offered, ...value.map(({ brand }) => brand).filter((brand) => !offered.includes(brand))];
  const itemOf = (code: string): BrandQuantity =>
    value.find(({ brand }) => brand === code) ?? { brand: code, quantity: null };
  const nameOf = (code: string): string => brandText(field, { brand: code, quantity: null }, language);
  const unitOf = (code: string): string =>
    field.options?.find((option) => option.code === code)?.unit?.[language] ?? '';
  const set = (code: string, quantity: number): void =>
    onChange(value.map((item) => (item.brand === code ? { ...item, quantity } : item)));
  return (
    <>
      <ChipChoices
        label={field.labels[language]}
        labelHidden
        choices={codes.map((code) => ({ value: code, label: brandText(field, itemOf(code), language) }))}
        values={value.map(({ brand }) => brand)}
        error={error}
        onChange={(chosen) => onChange(chosen.map(itemOf))}
        more={
          <Chip on={adding} onPress={() => setAdding(!adding)} label={t('field.addBrand')}>
            ＋
          </Chip>
        }
      />
      {adding && (
        <WordAdder
          label={t('field.brandName')}
          maxLength={40}
          onAdd={(word) => {
            setAdding(false);
            if (!codes.includes(word)) onChange([...value, { brand: word, quantity: null }]);
          }}
        />
      )}
      {value.length > 0 && (
        <div className={styles.quantities}>
          {value.map(({ brand, quantity }) => (
            <Stepper
              key={brand}
              label={t('field.monthly', { brand: nameOf(brand) })}
              {...(unitOf(brand) === '' ? {} : { unit: unitOf(brand) })}
              value={quantity}
              step={(quantity ?? 0) >= 20 ? 5 : 1}
              max={1_000_000}
              onChange={(next) => set(brand, next)}
            />
          ))}
        </div>
      )}
    </>
  );
}
