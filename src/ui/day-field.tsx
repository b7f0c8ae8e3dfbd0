import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/zh-cn';
import 'dayjs/locale/zh-tw';
import { DatePickerInput, DatesProvider } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { type Day, formatDay, formatMonth, formatWeekday, ROC_OFFSET } from '#platform/shared/day.ts';
import type { DateStyle, Language } from '#platform/shared/languages.ts';
import styles from './day-field.module.css';
import { type FieldProps, useFieldLook } from './fields.tsx';
import { useWide } from './width.ts';

interface DayFieldProps extends FieldProps<Day | null> {
  language: Language;
  dateStyle: DateStyle;
  min?: Day;
  max?: Day;
  clearable?: boolean;
  /** 0 is Sunday. */
  weekStart?: 0 | 1;
}

const locales: Readonly<Record<Language, string>> = { 'zh-Hant': 'zh-tw', 'zh-Hans': 'zh-cn', en: 'en' };

const yearOf = (day: Day, { language, dateStyle }: Pick<DayFieldProps, 'language' | 'dateStyle'>): string => {
  const year = Number(day.slice(0, 4));
  const shown = dateStyle === 'roc' && year > ROC_OFFSET ? String(year - ROC_OFFSET) : String(year);
  return language === 'en' ? shown : `${shown}年`;
};

/** A calendar day, picked from a calendar headed as the reader writes dates: 「2026年11月」, 「民國115年11月」, 'November 2026'. */
export function DayField(props: DayFieldProps) {
  const {
    label,
    description,
    error,
    optional,
    language,
    dateStyle,
    value,
    onChange,
    min,
    max,
    weekStart = 1,
    disabled = false,
    ...rest
  } = props;
  const { t } = useTranslation();
  const wide = useWide();
  const look = useFieldLook({ label, description, error, optional });
  const reader = { language, dateStyle };
  const long = (day: Day): string => `${formatDay(day, { ...reader, form: 'long' })} ${formatWeekday(day, language)}`;
  const ariaLabels = {
    previousMonth: t('calendar.previousMonth'),
    nextMonth: t('calendar.nextMonth'),
    previousYear: t('calendar.previousYear'),
    nextYear: t('calendar.nextYear'),
    previousDecade: t('calendar.previousDecade'),
    nextDecade: t('calendar.nextDecade'),
    monthLevelControl: t('calendar.chooseMonth'),
    yearLevelControl: t('calendar.chooseYear'),
  };
  return (
    <DatesProvider settings={{ locale: locales[language], firstDayOfWeek: weekStart }}>
      <DatePickerInput
        {...rest}
        {...look}
        disabled={disabled}
        value={value}
        onChange={onChange}
        {...(min === undefined ? {} : { minDate: min })}
        {...(max === undefined ? {} : { maxDate: max })}
        placeholder={t('field.chooseDay')}
        valueFormatter={({ date }) => (typeof date === 'string' ? long(date) : '')}
        dropdownType={wide ? 'popover' : 'modal'}
        modalProps={{ centered: true, withCloseButton: false, size: 'auto' }}
        popoverProps={{ shadow: 'md' }}
        size="md"
        classNames={{
          day: styles.day,
          calendarHeaderControl: styles.control,
          calendarHeaderLevel: styles.control,
          weekday: styles.weekday,
        }}
        monthLabelFormat={(month) => formatMonth(month, reader)}
        yearLabelFormat={(year) => yearOf(year, reader)}
        yearsListFormat={(year) => yearOf(year, reader)}
        decadeLabelFormat={(start, end) => `${yearOf(start, reader)}–${yearOf(end, reader)}`}
        monthsListFormat={language === 'en' ? 'MMM' : 'M月'}
        getDayAriaLabel={long}
        ariaLabels={ariaLabels}
        clearButtonProps={{ 'aria-label': t('field.clearDay') }}
      />
    </DatesProvider>
  );
}
