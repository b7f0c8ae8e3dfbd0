import type { LinkProps } from '@tanstack/react-router';
import { ImportPage } from '#modules/imports/ui/import-page.tsx';

const lists: Readonly<Record<string, LinkProps>> = { customers: { to: '/customers' }, people: { to: '/people' } };

function subject(kind: string, id: string): LinkProps | undefined {
  if (kind === 'customers') return { to: '/customers/$id', params: { id } };
  return kind === 'people' ? { to: '/people/$id', params: { id } } : undefined;
}

/** The kinds' own screens are known here, where everything is put together. */
export default function ImportScreen() {
  return <ImportPage listOf={(kind) => lists[kind]} linkOf={subject} />;
}
