import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { MePage } from '#modules/identity/ui/me-page.tsx';
import { Section } from '#ui/card.tsx';
import { PlaceList } from '#ui/shell.tsx';
import { useWide } from '#ui/width.ts';
import { InstallSection } from './install.tsx';
import { usePlaces } from './places.tsx';

/** One's own page; on the phone it also leads to what the tabs have no room for. */
export default function MeScreen() {
  const { t } = useTranslation();
  const { others } = usePlaces();
  const wide = useWide();
  const navigate = useNavigate();
  return (
    <MePage
      onSignedOut={() => navigate({ to: '/sign-in', search: {} })}
      more={
        <>
          {!wide && others.length > 0 && (
            <Section title={t('nav.more')}>
              <PlaceList groups={others} />
            </Section>
          )}
          <InstallSection />
        </>
      }
    />
  );
}
