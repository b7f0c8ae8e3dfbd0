import { createInstance, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, languageFor, languages } from '../shared/languages.ts';
import type {} from '../shared/messages.ts';

/** Each language by its own name, for those who cannot read the present one. */
export const languageNames: Readonly<Record<Language, string>> = {
  'zh-Hant': '繁體中文',
  'zh-Hans': '简体中文',
  en: 'English',
};

const storageKey = 'kejing.language';

type Texts = Resource[string];
const load: Readonly<Record<Language, () => Promise<{ default: Texts }>>> = {
  'zh-Hant': () => import('./texts/zh-hant.ts'),
  'zh-Hans': () => import('./texts/zh-hans.ts'),
  en: () => import('./texts/en.ts'),
};

export const i18n = createInstance();

export const currentLanguage = (): Language => languages.find((language) => language === i18n.language) ?? 'zh-Hant';

function remembered(): Language | undefined {
  try {
    const kept = localStorage.getItem(storageKey);
    return languages.find((language) => language === kept);
  } catch {
    return undefined; // storage is blocked: the browser's language serves
  }
}

/** Shows everything in `language`, loading its texts if they are not there yet, and remembers it on this device. */
export async function showLanguage(language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, 'common')) {
    const texts = (await load[language]()).default;
    for (const [namespace, entries] of Object.entries(texts)) i18n.addResourceBundle(language, namespace, entries);
  }
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    return; // storage is blocked: asked again next time
  }
}

/** Before the first paint: the language last used on this device, else the browser's. */
export async function startLanguage(): Promise<void> {
  await i18n.use(initReactI18next).init({
    resources: {},
    fallbackLng: false,
    defaultNS: 'common',
    interpolation: { escapeValue: false }, // React escapes
    react: { useSuspense: false },
  });
  await showLanguage(remembered() ?? languageFor(navigator.languages.join(',')));
}
