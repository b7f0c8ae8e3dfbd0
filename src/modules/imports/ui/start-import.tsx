import { useMutation } from '@tanstack/react-query';
import clsx from 'clsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#platform/web/api.ts';
import type { Problem } from '#platform/web/problem.ts';
import { refresh } from '#platform/web/queries.ts';
import { Button } from '#ui/button.tsx';
import { Card, Row, Stack } from '#ui/card.tsx';
import { ChipChoice } from '#ui/chips.tsx';
import { Notice, ProblemAlert } from '#ui/notice.tsx';
import styles from './imports.module.css';
import { megabytesOf, sizeOf } from './size.ts';
import type { ImportDetail, ImportKinds } from './use-import.ts';

interface Sent {
  kind: string;
  file: File;
}

async function send({ kind, file }: Sent): Promise<ImportDetail> {
  const form = new FormData();
  form.append('kind', kind);
  form.append('file', file);
  const { data, error } = await api.POST('/api/v1/imports', {
    body: form as never,
    bodySerializer: (body: unknown) => body as never,
  });
  if (data === undefined) throw error;
  return data;
}

/** The only field is the file, which stands right above. */
function sentenceOnly(problem: Problem | null): unknown {
  if (problem === null) return null;
  const { errors: _errors, ...sentence } = problem;
  return sentence;
}

interface StartProps {
  kinds: ImportKinds;
  onTaken: (id: string) => void;
}

/** A list is chosen or dropped, and goes up at once it is said what it holds. */
export function StartImport({ kinds, onTaken }: StartProps) {
  const { t } = useTranslation('imports');
  const [kind, setKind] = useState(kinds.items[0]?.kind ?? '');
  const [file, setFile] = useState<File | null>(null);
  const upload = useMutation<ImportDetail, Problem, Sent>({
    mutationFn: send,
    onSuccess: async ({ id }) => {
      await refresh('/api/v1/imports');
      onTaken(id);
    },
  });
  const tooLarge = file !== null && file.size > kinds.mostBytes;
  const limit = megabytesOf(kinds.mostBytes);
  return (
    <Card>
      <Stack>
        {kinds.items.length > 1 && (
          <ChipChoice
            label={t('start.kind')}
            required
            choices={kinds.items.map((one) => ({ value: one.kind, label: one.label }))}
            value={kind}
            onChange={(chosen) => chosen !== null && setKind(chosen)}
          />
        )}
        <FileDrop
          file={file}
          limit={limit}
          onChoose={(chosen) => {
            setFile(chosen);
            upload.reset();
          }}
        />
        {tooLarge && <Notice tone="bad">{t('start.tooLarge', { size: megabytesOf(file.size), limit })}</Notice>}
        <ProblemAlert error={sentenceOnly(upload.error)} />
        <Row>
          <Button
            kind="primary"
            busy={upload.isPending}
            whyNot={file === null || tooLarge ? t('start.limits', { size: limit }) : undefined}
            onClick={() => file !== null && upload.mutate({ kind, file })}
          >
            {upload.isPending ? t('start.sending') : t('start.send')}
          </Button>
        </Row>
      </Stack>
    </Card>
  );
}

interface DropProps {
  file: File | null;
  limit: number;
  onChoose: (file: File | null) => void;
}

function FileDrop({ file, limit, onChoose }: DropProps) {
  const { t } = useTranslation('imports');
  const [over, setOver] = useState(false);
  return (
    <label className={clsx(styles.drop, over && styles.over)}>
      {file === null ? (
        <span className={styles.dropHint}>{t('start.drop')}</span>
      ) : (
        <b>{t('start.chosen', { name: file.name, size: sizeOf(file.size) })}</b>
      )}
      <span className={styles.choose}>{file === null ? t('start.choose') : t('start.chooseOther')}</span>
      {file !== null && <small>{t('start.limits', { size: limit })}</small>}
      <input
        type="file"
        className={styles.input}
        aria-label={t('start.choose')}
        accept=".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        onChange={(event) => onChoose(event.currentTarget.files?.[0] ?? null)}
      />
    </label>
  );
}
