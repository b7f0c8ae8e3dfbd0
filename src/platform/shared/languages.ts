/** The languages of the product, equal in standing; the first is the language of the source texts. */
export const languages = ['zh-Hant', 'zh-Hans', 'en'] as const;
export type Language = (typeof languages)[number];

export const dateStyles = ['gregorian', 'roc'] as const;
export type DateStyle = (typeof dateStyles)[number];

/** A text in every language, as dictionaries and forms keep it. */
export type Labels = Readonly<Record<Language, string>>;

/** The best supported language for an Accept-Language header; zh-TW, zh-HK and zh-MO read Traditional, other zh Simplified. */
export function languageFor(header: string | undefined): Language {
  for (const part of (header ?? '').split(',')) {
    const tag = (part.split(';')[0] ?? '').trim().toLowerCase();
    if (tag.startsWith('zh')) return /hant|-tw|-hk|-mo/.test(tag) || tag === 'zh' ? 'zh-Hant' : 'zh-Hans';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh-Hant';
}
