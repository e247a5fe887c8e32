import type {ReactNode} from 'react';
import type {RendererKind} from './renderer.ts';

/** What was painted so far. */
export interface ScreenCounts {
  /** Times the tree was walked. */
  readonly paints: number;
  /** Paints that had something to write. */
  readonly frames: number;
  /** UTF-16 units of all frames. */
  readonly units: number;
}

/** What puts a React tree on the terminal. */
export interface Screen {
  /** Who paints; known once something was shown. */
  readonly renderer: RendererKind;
  readonly counts: ScreenCounts;
  show(node: ReactNode): void;
  /** A key or a frame's changes come now: the commit that follows is painted at once, and not with the next frame. */
  expectCommit(): void;
  /** Resolves when what was changed before the call was sent to the terminal. */
  flush(): Promise<void>;
  /** The terminal has another size: what it shows is unknown. */
  resized(): void;
  /** Leaves the screen to `run`, then paints everything again. */
  suspend<Result>(run: () => Promise<Result>): Promise<Result>;
  /** Synchronous, so that it also works while the process ends. */
  close(): void;
  /** Rejects with what a component threw; resolves when closed. */
  readonly ended: Promise<unknown>;
}
