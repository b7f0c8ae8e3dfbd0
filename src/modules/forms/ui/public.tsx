import { useCallback, useLayoutEffect, useRef } from 'react';
import { refreshOn } from '#platform/web/live.ts';
import type { FormDefinition } from '../contract.ts';
import { isAsked } from '../rules.ts';
import { type FieldContext, FormFieldShown } from './form-field.tsx';

export type { KnownContact } from './contacts-field.tsx';
export type { FieldContext } from './form-field.tsx';

refreshOn('forms.', '/api/v1/forms');

interface FormFieldsProps extends FieldContext {
  definition: FormDefinition;
  /** Somebody talked; else only what is asked in any case. */
  complete: boolean;
}

/** The questions of a form in their order, to be answered by thumb. */
export function FormFields({ definition, complete, answers, onAnswer, errorOf, ...same }: FormFieldsProps) {
  const latest = useRef(onAnswer);
  useLayoutEffect(() => {
    latest.current = onAnswer;
  }, [onAnswer]);
  const answer = useCallback((key: string, value: unknown) => latest.current(key, value), []);
  return definition.sections
    .filter((section) => complete || section.always)
    .flatMap((section) => section.fields)
    .filter(isAsked)
    .map((field) => (
      <FormFieldShown
        key={field.key}
        {...same}
        field={field}
        kept={answers[field.key]}
        error={errorOf(field.key)}
        onAnswer={answer}
      />
    ));
}
