import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { codeLists } from '#modules/customers/rules.ts';
import { FormEditorPage } from '#modules/forms/ui/editor-page.tsx';

/** Forms know no customers: which code lists may stand for choices is told them here. */
export default function FormScreen() {
  const { t } = useTranslation('customers');
  const { code } = useParams({ from: '/in/forms/$code' });
  const lists = codeLists.map((value) => ({ value, label: t(`codes.list.${value}`) }));
  return <FormEditorPage key={code} code={code} lists={lists} />;
}
