import {automatic, listThemes, readTheme, themeFor} from '../../config/themes.ts';
import {isSame} from '../../store/same.ts';
import type {Terminal} from '../../terminal/terminal.ts';
import type {Theme} from '../../ui/theme.ts';
import {plainTheme, type ResolvedTheme, resolveTheme} from '../../ui/theme-resolve.ts';

/** A theme that can be chosen, and what it is for. */
interface ThemeOption {
  readonly name: string;
  readonly about: string;
}

/** The theme on the screen: which one is wanted, how it looks, and the others that there are. */
export interface ThemeChoice {
  look(): ResolvedTheme;
  /** How another one would look; null when there is none of the name, or a faulty one. */
  lookOf(name: string): ResolvedTheme | null;
  /** Null when it is on the screen now; else why it is not, and what was there stays. */
  choose(name: string): string | null;
  /** Reads the files again. */
  reload(): string | null;
  options(): readonly ThemeOption[];
  close(): void;
}

/** What a choice of themes needs of its surroundings. */
export interface ThemeChoiceParts {
  /** The person's own first. */
  readonly folders: readonly string[];
  readonly terminal: Pick<Terminal, 'colorDepth' | 'background' | 'onCapabilities'>;
  /** Calls when a file changed, until stopped. */
  readonly watch: (onChange: () => void) => () => void;
  /** Called when what is on the screen is to look otherwise, or could not be read. */
  readonly changed: (problem: string | null) => void;
}

/** Keeps a theme on the screen while the terminal tells its background and while its file is being written. */
export const createThemeChoice = (parts: ThemeChoiceParts): ThemeChoice => {
  const {folders, terminal} = parts;
  let wanted: string = automatic;
  let theme: Theme | null = null;
  let look: ResolvedTheme = plainTheme;
  let options: readonly ThemeOption[] | null = null;
  const previews = new Map<string, ResolvedTheme | null>();

  const read = (name: string): Theme | string => {
    const present = themeFor(name, terminal.background);
    const found = readTheme(present, folders);
    if (found.kind === 'absent') return found.reason;
    if (found.kind === 'theme') return found.theme;
    const [first = 'its file is faulty', ...others] = found.faults;
    return `theme ${name}: ${first}${others.length > 0 ? ` (and ${others.length} more)` : ''}`;
  };
  const show = (found: Theme) => {
    theme = found;
    look = resolveTheme(found, terminal.colorDepth);
  };
  const apply = (): string | null => {
    previews.clear();
    const found = read(wanted);
    if (typeof found !== 'string') {
      show(found);
      return null;
    }
    const otherwise = theme === null ? read(automatic) : found;
    if (typeof otherwise !== 'string') show(otherwise);
    return found;
  };
  const reload = (): string | null => {
    options = null;
    return apply();
  };

  const unsubscribe = [
    terminal.onCapabilities(() => {
      const before = look;
      const problem = apply();
      // Most answers change nothing here; only what looks otherwise is painted.
      if (problem === null && !isSame(before, look)) parts.changed(null);
    }),
    parts.watch(() => {
      const before = theme;
      const problem = reload();
      if (problem !== null || !isSame(before, theme)) parts.changed(problem);
    }),
  ];

  return {
    look: () => look,
    lookOf(name) {
      const known = previews.get(name);
      if (known !== undefined) return known;
      const found = read(name);
      const preview = typeof found === 'string' ? null : resolveTheme(found, terminal.colorDepth);
      previews.set(name, preview);
      return preview;
    },
    choose(name) {
      const found = read(name);
      // What a settings file asks for stays wanted, so that it comes once its file is mended.
      if (typeof found !== 'string' || theme === null) wanted = name;
      return typeof found === 'string' && theme !== null ? found : apply();
    },
    reload,
    options() {
      options ??= [
        {name: automatic, about: 'Dark or light, by the terminal’s background.'},
        ...listThemes(folders)
          .filter(name => name !== automatic)
          .map(name => ({name, about: aboutOf(read(name))})),
      ];
      return options;
    },
    close() {
      for (const stop of unsubscribe) stop();
    },
  };
};

const aboutOf = (found: Theme | string): string =>
  typeof found === 'string' ? `✖ ${found}` : (found.about ?? '');
