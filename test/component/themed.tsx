import type {ReactNode} from 'react';
import {useTerminal} from '../../source/terminal/terminal-context.tsx';
import {isTheme} from '../../source/ui/theme.ts';
import {ThemeProvider} from '../../source/ui/theme-provider.tsx';
import {resolveTheme} from '../../source/ui/theme-resolve.ts';
import darkFile from '../../themes/dark.json' with {type: 'json'};

/** Colours of the dark theme that tests look for, of the 256. */
export const dark = {red: 203, green: 77, yellow: 221, cyan: 80, line: 244, grey: 248, shade: 17} as const;

/** The dark theme with as many colours as the emulated terminal has. */
export function Themed({children}: {readonly children: ReactNode}) {
  const {colorDepth} = useTerminal();
  if (!isTheme(darkFile)) throw new Error('the dark theme is not a theme');
  return <ThemeProvider theme={resolveTheme(darkFile, colorDepth)}>{children}</ThemeProvider>;
}
