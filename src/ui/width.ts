import { useMediaQuery } from '@mantine/hooks';

/** Whether there is a desk's width (768 px at normal text size); below, it is the phone. */
export const useWide = (): boolean => useMediaQuery('(min-width: 48em)', undefined, { getInitialValueInEffect: false });
