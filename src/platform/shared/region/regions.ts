// Regions are data (design, section 5): what differs between places stands here, and code asks for the property, never for the place.
import type { DateStyle, Language } from '#platform/shared/languages.ts';

export type TaxNumberKind = 'unifiedBusinessNumber' | 'unifiedSocialCreditCode' | 'businessRegistration';

export interface Region {
  code: string;
  /** ISO 3166; also the country numbers without a country code belong to. */
  country: 'TW' | 'CN' | 'HK';
  /** ISO 4217. */
  currency: string;
  /** Default of a new company; an outlet may have its own. */
  timeZone: string;
  language: Language;
  dateStyle: DateStyle;
  taxNumber: TaxNumberKind;
  /** First day of the week on calendars: 1 is Monday, 7 is Sunday. */
  weekStart: number;
  /** National numbers are dialled with a leading 0, which spreadsheets lose; false where there is none. */
  phoneTrunkZero: boolean;
}

export const regions: readonly Region[] = [
  {
    code: 'taiwan',
    country: 'TW',
    currency: 'TWD',
    timeZone: 'Asia/Taipei',
    language: 'zh-Hant',
    dateStyle: 'roc',
    taxNumber: 'unifiedBusinessNumber',
    weekStart: 7,
    phoneTrunkZero: true,
  },
  {
    code: 'mainland',
    country: 'CN',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    language: 'zh-Hans',
    dateStyle: 'gregorian',
    taxNumber: 'unifiedSocialCreditCode',
    weekStart: 1,
    phoneTrunkZero: true,
  },
  {
    code: 'hongkong',
    country: 'HK',
    currency: 'HKD',
    timeZone: 'Asia/Hong_Kong',
    language: 'zh-Hant',
    dateStyle: 'gregorian',
    taxNumber: 'businessRegistration',
    weekStart: 7,
    phoneTrunkZero: false,
  },
];

export function findRegion(code: string): Region | undefined {
  return regions.find((region) => region.code === code);
}

/** @throws RangeError for an unknown code: a company's region was checked when the company was set up. */
export function regionOf(code: string): Region {
  const region = findRegion(code);
  if (region === undefined) throw new RangeError(`no region: ${code}`);
  return region;
}

/** BCP 47 tag for Intl: the reader's language in the usage of the company's region. */
export function localeOf(language: Language, region: Region): string {
  return `${language === 'en' ? 'en' : language}-${region.country}`;
}
