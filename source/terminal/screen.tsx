import {type Instance, render, useApp} from 'ink';
import {type ReactNode, useLayoutEffect} from 'react';
import type {InputStream, OutputStream} from './streams.ts';

/** What puts a React tree on the terminal. Stock Ink for now; whoever replaces it replaces this file. */
export interface Screen {
  show(node: ReactNode): void;
  /** Paints what was committed without waiting for the frame throttle. */
  flush(): Promise<void>;
  /** Leaves the screen to `run`, then paints everything again. */
  suspend<Result>(run: () => Promise<Result>): Promise<Result>;
  /** Synchronous, so that it also works while the process ends. */
  close(): void;
  /** Rejects with what a component threw; resolves when closed. */
  readonly ended: Promise<unknown>;
}

/**
 * Frames a second that Ink may paint. Twice the frame clock's, so that a background frame, already coalesced there, is
 * never held up here a second time.
 */
const inkFramesPerSecond = 60;

type App = ReturnType<typeof useApp>;

function CaptureApp({onApp, children}: {onApp: (app: App) => void; children: ReactNode}) {
  const app = useApp();
  useLayoutEffect(() => onApp(app), [app, onApp]);
  return children;
}

export function createScreen(streams: {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: NodeJS.WritableStream;
  readonly altScreen: boolean;
}): Screen {
  let instance: Instance | null = null;
  let app: App | null = null;
  const onApp = (value: App) => {
    app = value;
  };
  const {promise: ended, resolve, reject} = Promise.withResolvers<unknown>();

  return {
    ended,
    show(node) {
      const tree = <CaptureApp onApp={onApp}>{node}</CaptureApp>;
      if (instance) return instance.rerender(tree);
      instance = render(tree, {
        stdin: streams.stdin,
        stdout: streams.stdout,
        stderr: streams.stderr,
        alternateScreen: streams.altScreen,
        // Ink takes any `CI` variable, even an empty one, for a machine without a person.
        interactive: true,
        exitOnCtrlC: false,
        patchConsole: false,
        maxFps: inkFramesPerSecond,
      });
      instance.waitUntilExit().then(resolve, reject);
    },
    async flush() {
      await instance?.waitUntilRenderFlush();
    },
    async suspend(run) {
      if (!app) return run();
      const suspension = await app.suspendTerminal();
      try {
        return await run();
      } finally {
        await suspension.resume();
      }
    },
    close() {
      instance?.unmount();
      resolve(undefined);
    },
  };
}
