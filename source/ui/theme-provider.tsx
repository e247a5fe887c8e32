import {createContext, type ReactNode, useContext} from 'react';
import {plainTheme, type ResolvedTheme} from './theme-resolve.ts';

const ThemeContext = createContext<ResolvedTheme>(plainTheme);

/** Gives the widgets below it their colours. Without one they are painted without colours. */
export function ThemeProvider({theme, children}: {theme: ResolvedTheme; children: ReactNode}) {
  return <ThemeContext value={theme}>{children}</ThemeContext>;
}

/** The look of every tone. */
export function useTheme(): ResolvedTheme {
  return useContext(ThemeContext);
}
