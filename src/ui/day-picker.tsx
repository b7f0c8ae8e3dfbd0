import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/zh-cn';
import 'dayjs/locale/zh-tw';
import { DatePickerInput, DatesProvider } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { type Day, formatDay, formatMonth, formatWeekday, ROC_OFFSET } from '#platform/shared/day.ts';
import type { DateStyle, Language } from '#platform/shared/languages.ts';
import styles from './day-picker.module.css';
import { type FieldProps, useFieldLook } from './fields.tsx';
import { useWide } from './width.ts';

export interface DayFieldProps extends FieldProps<Day | null> {
  language: Language;
  dateStyle: DateStyle;
  min?: Day;
  max?: Day;
  clearable?: boolean;
  /** 0 is Sunday. */
  weekStart?: 0 | 1;
}

const locales: Readonly<Record<Language, string>> = { 'zh-Hant': 'zh-tw', 'zh-Hans': 'zh-cn', en: 'en' };

type Reader = Pick<DayFieldProps, 'language' | 'dateStyle'>;

const yearOf = (day: Day, { language, dateStyle }: Reader): string => {
  const year = Number(day.slice(0, 4));
  const shown = dateStyle === 'roc' && year > ROC_OFFSET ? String(year - ROC_OFFSET) : String(year);
  return language === 'en' ? shown : `${shown}年`;
};

/** Everything the calendar says, as the reader writes it. */
function useWording(reader: Reader) {
  const { t } = useTranslation();
  const { language } = reader;
  const long = (day: Day): string => `${formatDay(day, { ...reader, form: 'long' })} ${formatWeekday(day, language)}`;
  return {
    placeholder: t('field.chooseDay'),
    valueFormatter: ({ date }: { date: unknown }) => (typeof date === 'string' ? long(date) : ''),
    monthLabelFormat: (month: Day) => formatMonth(month, reader),
    yearLabelFormat: (year: Day) => yearOf(year, reader),
    yearsListFormat: (year: Day) => yearOf(year, reader),
    decadeLabelFormat: (start: Day, end: Day) => `${yearOf(start, reader)}–${yearOf(end, reader)}`,
    monthsListFormat: language === 'en' ? 'MMM' : 'M月',
    getDayAriaLabel: long,
    ariaLabels: {
      previousMonth: t('calendar.previousMonth'),
      nextMonth: t('calendar.nextMonth'),
      previousYear: t('calendar.previousYear'),
      nextYear: t('calendar.nextYear'),
      previousDecade: t('calendar.previousDecade'),
      nextDecade: t('calendar.nextDecade'),
      monthLevelControl: t('calendar.chooseMonth'),
      yearLevelControl: t('calendar.chooseYear'),
    },
    clearButtonProps: { 'aria-label': t('field.clearDay') },
  };
}

/** The field with its calendar; `DayField` brings it. */
export function DayPicker(props: DayFieldProps) {
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
  const wording = useWording({ language, dateStyle });
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
        {...wording}
        dropdownType={wide ? 'popover' : 'modal'}
        modalProps={{
          centered: true,
          size: 'auto',
          title: label,
          closeButtonProps: { 'aria-label': t('action.close') },
        }}
        popoverProps={{ shadow: 'md', withRoles: false }}
        size="md"
        classNames={{
          day: styles.day,
          calendarHeaderControl: styles.control,
          calendarHeaderLevel: styles.control,
          weekday: styles.weekday,
        }}
      />
    </DatesProvider>
  );
}
