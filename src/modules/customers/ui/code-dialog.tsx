import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Labels, type Language, languages } from '#platform/shared/languages.ts';
import { $api } from '#platform/web/api.ts';
import { currentLanguage } from '#platform/web/language.ts';
import { fieldProblem } from '#platform/web/problem.ts';
import { Button } from '#ui/button.tsx';
import { Stack } from '#ui/card.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/fields.tsx';
import { ProblemAlert } from '#ui/notice.tsx';
import { toastDone } from '#ui/toast.tsx';
import type { CodeList } from '../rules.ts';
import { type CodeRow, refreshCodes } from './use-set-code.ts';

interface CodeDialogProps {
  list: CodeList;
  rows: readonly CodeRow[];
  /** The entry that is changed; null for a new one. */
  row: CodeRow | null;
  onClose: () => void;
}

const names = { 'zh-Hant': 'codes.hant', 'zh-Hans': 'codes.hans', en: 'codes.en' } as const;

const emptyIn = (labels: Labels): Language[] => languages.filter((language) => labels[language].trim() === '');

/** A code made of the English name, such as `wholesaleAndTrade`; numbered where another has it. */
function codeFrom({ en }: Labels, taken: ReadonlySet<string>): string {
  const words = en.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const joined = words.map((word, at) => (at === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`)).join('');
  const start = joined === '' ? 'entry' : joined.slice(0, 50);
  for (let number = 1; ; number += 1) {
    const code = number === 1 ? start : `${start}${number}`;
    if (!taken.has(code)) return code;
  }
}

/** One entry of a list: its names, and when it is new, its code. */
export function CodeDialog({ list, rows, row, onClose }: CodeDialogProps) {
  const { t } = useTranslation('customers');
  const form = useId();
  const [labels, setLabels] = useState<Labels>(row?.labels ?? { 'zh-Hant': '', 'zh-Hans': '', en: '' });
  const [code, setCode] = useState(row?.code ?? '');
  const [asked, setAsked] = useState(false);
  const taken = new Set(rows.map((one) => one.code));
  const exists = row === null && taken.has(code.trim());
  const command = $api.useMutation('put', '/api/v1/codes/{list}/{code}', {
    onSuccess: async () => {
      await refreshCodes();
      toastDone(t('codes.saved', { label: labels[currentLanguage()] }));
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (emptyIn(labels).length > 0 || exists || command.isPending) return;
    const asCode = row?.code ?? (code.trim() === '' ? codeFrom(labels, taken) : code.trim());
    const place = row?.place ?? Math.max(-1, ...rows.map((one) => one.place)) + 1;
    command.mutate({ params: { path: { list, code: asCode } }, body: { labels, place } });
  };
  return (
    <CodeFrame title={row} list={list} form={form} busy={command.isPending} onClose={onClose}>
      <form id={form} noValidate onSubmit={submit}>
        <Stack>
          <ProblemAlert error={command.error} kept />
          <Names labels={labels} asked={asked} error={command.error} onChange={setLabels} />
          {row === null && (
            <TextField
              label={t('codes.code')}
              optional
              maxLength={60}
              description={t('codes.codeHint')}
              value={code}
              error={exists ? t('codes.exists') : fieldProblem(command.error, 'code')}
              onChange={setCode}
            />
          )}
        </Stack>
      </form>
    </CodeFrame>
  );
}

interface NamesProps {
  labels: Labels;
  /** It was tried to save: what is empty is said. */
  asked: boolean;
  error: unknown;
  onChange: (labels: Labels) => void;
}

/** What the entry is called in each language; one text may stand for all. */
function Names({ labels, asked, error, onChange }: NamesProps) {
  const { t } = useTranslation(['customers', 'common']);
  const text = labels['zh-Hant'];
  const empty = emptyIn(labels);
  const fill = (): void =>
    onChange({ 'zh-Hant': text, 'zh-Hans': labels['zh-Hans'].trim() || text, en: labels.en.trim() || text });
  return (
    <>
      {languages.map((language) => (
        <TextField
          key={language}
          label={t(names[language])}
          lang={language}
          maxLength={80}
          value={labels[language]}
          error={
            asked && empty.includes(language)
              ? t('common:field.required', { label: t(names[language]) })
              : fieldProblem(error, `labels.${language}`)
          }
          onChange={(said) => onChange({ ...labels, [language]: said })}
        />
      ))}
      {text.trim() !== '' && empty.length > 0 && <Button onClick={fill}>{t('codes.fill')}</Button>}
    </>
  );
}

interface CodeFrameProps extends Pick<CodeDialogProps, 'list' | 'onClose'> {
  /** The entry that is changed; null for a new one. */
  title: CodeRow | null;
  form: string;
  busy: boolean;
  children: ReactNode;
}

function CodeFrame({ title, list, form, busy, onClose, children }: CodeFrameProps) {
  const { t } = useTranslation(['customers', 'common']);
  return (
    <Dialog
      title={
        title === null
          ? t('codes.addTitle', { list: t(`codes.list.${list}`) })
          : t('codes.editTitle', { label: title.labels[currentLanguage()] })
      }
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
          <Button kind="primary" submit form={form} busy={busy}>
            {t('common:action.save')}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
