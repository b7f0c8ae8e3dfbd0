import { useTranslation } from 'react-i18next';
import { languages } from '#platform/shared/languages.ts';
import { currentLanguage, languageNames, showLanguage } from '#platform/web/language.ts';
import styles from './language-switch.module.css';

/** The languages by their own names, for a person not yet known. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const present = currentLanguage();
  return (
    <div role="group" aria-label={t('language')} className={styles.group}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          className={styles.language}
          aria-pressed={language === present}
          onClick={() => void showLanguage(language)}
        >
          {languageNames[language]}
        </button>
      ))}
    </div>
  );
}
