import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useSyncExternalStore,
} from 'react';
import type {InputEvent} from './input/input-event.ts';
import type {Terminal, TerminalSize} from './terminal.ts';

const TerminalContext = createContext<Terminal | null>(null);

/** Makes the terminal known to the hooks below it. */
export function TerminalProvider({terminal, children}: {terminal: Terminal; children: ReactNode}) {
  return <TerminalContext value={terminal}>{children}</TerminalContext>;
}

/** The terminal that paints this tree. */
export function useTerminal(): Terminal {
  const terminal = useContext(TerminalContext);
  if (!terminal) throw new Error('useTerminal needs a TerminalProvider above it');
  return terminal;
}

/** Cells of the screen; renders again when the window is resized. */
export function useTerminalSize(): TerminalSize {
  const terminal = useTerminal();
  return useSyncExternalStore(terminal.onResize, () => terminal.size);
}

/** Calls the handler with every key, paste and mouse event. Meant for the root alone, which knows who has the focus. */
export function useInputEvents(handler: (event: InputEvent) => void): void {
  const terminal = useTerminal();
  const handle = useEffectEvent(handler);
  useEffect(() => terminal.onInput(event => handle(event)), [terminal]);
}

/** Whether what is painted must be plain ASCII; true outside a terminal's tree, so that tests see what was written. */
export function useIsUnicode(): boolean {
  return useContext(TerminalContext)?.isUnicode ?? true;
}
