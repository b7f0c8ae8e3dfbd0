import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const azurite: MantineColorsTuple = [
  '#e8f0f6',
  '#cfe0ec',
  '#a9c8de',
  '#7fadcd',
  '#5a95be',
  '#3a7ba8',
  '#246994',
  '#1c5f8c',
  '#17557f',
  '#0f4468',
];

export const theme = createTheme({
  colors: { azurite },
  primaryColor: 'azurite',
  primaryShade: 8,
  fontFamily: 'var(--font)',
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  defaultRadius: 'sm',
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '22px' },
  breakpoints: { xs: '30em', sm: '48em', md: '64em', lg: '75em', xl: '90em' },
  cursorType: 'pointer',
  respectReducedMotion: true,
});

const tokens = {
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-body': 'var(--sheet)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--azurite)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--sheet)',
  '--mantine-color-default-hover': 'var(--paper)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-disabled': 'var(--paper)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line-strong)',
  '--mantine-primary-color-filled': 'var(--azurite-fill)',
  '--mantine-primary-color-filled-hover': 'var(--azurite-hover)',
  '--mantine-primary-color-light': 'var(--azurite-wash)',
  '--mantine-primary-color-light-hover': 'var(--azurite-wash)',
  '--mantine-primary-color-light-color': 'var(--azurite)',
  '--mantine-color-azurite-filled': 'var(--azurite-fill)',
  '--mantine-color-azurite-filled-hover': 'var(--azurite-hover)',
  '--mantine-color-azurite-light': 'var(--azurite-wash)',
  '--mantine-color-azurite-light-hover': 'var(--azurite-wash)',
  '--mantine-color-azurite-light-color': 'var(--azurite)',
  '--mantine-color-azurite-outline': 'var(--azurite)',
  '--mantine-color-azurite-text': 'var(--azurite)',
};

/** Mantine's own names led back to the tokens, so that light and dark have one source. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: tokens, dark: tokens });
