import {type Instance, render} from 'ink';
import type {ReactNode} from 'react';
import type {Environment} from '../capabilities.ts';
import type {FrameClock} from '../frame-clock.ts';
import type {LogFile} from '../life/log-file.ts';
import type {Link} from '../link/link.ts';
import {type RendererKind, RendererProvider, wantedRenderer} from '../renderer.ts';
import type {Screen, ScreenCounts} from '../screen.ts';
import type {InputStream, OutputStream} from '../streams.ts';
import {createFrameLoop, type FrameLoop, type FrameSource} from './frame-loop.ts';
import {InkStream} from './ink-stream.ts';
import {findInkRoot, type InkRoot} from './paint/ink-tree.ts';
import {EmptyRoot, takeOver, treeSource} from './stage-source.tsx';
import {textSource} from './text-source.ts';

export interface StageOptions {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: NodeJS.WritableStream;
  readonly env: Environment;
  readonly log: LogFile;
  readonly link: Link;
  readonly clock: FrameClock;
  readonly altScreen: boolean;
  /** Finds the root of Ink's tree, or says in words what is not as expected; a test passes its own. */
  readonly findRoot?: (box: unknown) => InkRoot | string;
}

/** What begins and ends our use of the screen. Without `?7` a character in the last cell never scrolls it (Windows consoles do). */
const modes = {
  alternate: {enter: '\x1b[?1049h', leave: '\x1b[?1049l'},
  own: {enter: '\x1b[?7l\x1b[?25l', leave: '\x1b[?2026l\x1b[m\x1b[r\x1b[?7h\x1b[?25h'},
} as const;

const noCounts: ScreenCounts = {paints: 0, frames: 0, units: 0};

/** A screen painted by our stage, or by stock Ink behind the same writer where that is asked for or the stage cannot. */
export function createScreen(options: StageOptions): Screen {
  return new Stage(options);
}

/** Ink at work on one of its streams. */
interface Mounted {
  readonly kind: RendererKind;
  readonly ink: Instance;
  readonly stream: InkStream;
  readonly loop: FrameLoop;
  /** Null under stock Ink. */
  readonly root: InkRoot | null;
}

class Stage implements Screen {
  readonly ended: Promise<unknown>;
  readonly #options: StageOptions;
  readonly #settle: {readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void};
  #mounted: Mounted | null = null;
  #isClosed = false;

  constructor(options: StageOptions) {
    const {promise, resolve, reject} = Promise.withResolvers<unknown>();
    this.ended = promise;
    this.#settle = {resolve, reject};
    this.#options = options;
  }

  get renderer(): RendererKind {
    return this.#mounted?.kind ?? wantedRenderer(this.#options.env);
  }

  get counts(): ScreenCounts {
    return this.#mounted?.loop.counts ?? noCounts;
  }

  show(node: ReactNode): void {
    this.#mounted ??= this.#mount();
    const {ink, kind} = this.#mounted;
    ink.rerender(<RendererProvider value={kind}>{node}</RendererProvider>);
  }

  expectCommit(): void {
    this.#mounted?.loop.expectChange();
  }

  async flush(): Promise<void> {
    await this.#mounted?.ink.waitUntilRenderFlush();
    await this.#mounted?.loop.painted();
  }

  resized(): void {
    if (this.#mounted === null) return;
    const {loop, root, stream} = this.#mounted;
    loop.forget();
    loop.expectChange();
    root?.onComputeLayout();
    stream.emit('resize');
    loop.changed();
  }

  async suspend<Result>(run: () => Promise<Result>): Promise<Result> {
    const loop = this.#mounted?.loop;
    if (!loop || this.#isClosed) return run();
    loop.pause();
    this.#options.link.sendNow(this.#leave());
    try {
      return await run();
    } finally {
      if (!this.#isClosed) {
        this.#options.link.send(this.#enter());
        loop.resume();
      }
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const mounted = this.#mounted;
    mounted?.loop.close();
    try {
      // Ink paints and writes at its end only where it can.
      mounted?.stream.destroy();
      mounted?.ink.unmount();
    } finally {
      if (mounted) this.#options.link.sendNow(this.#leave());
      this.#settle.resolve(undefined);
    }
  }

  #enter(): string {
    return (this.#options.altScreen ? modes.alternate.enter : '') + modes.own.enter;
  }

  #leave(): string {
    return modes.own.leave + (this.#options.altScreen ? modes.alternate.leave : '');
  }

  #mount(): Mounted {
    const isStage = wantedRenderer(this.#options.env) === 'stage';
    const mounted = (isStage ? this.#mountStage() : null) ?? this.#mountInk();
    mounted.ink.waitUntilExit().then(this.#settle.resolve, this.#settle.reject);
    this.#options.link.send(this.#enter());
    // Nothing is known of what was on the screen before, and the first frame waits for nobody.
    mounted.loop.expectChange();
    return mounted;
  }

  /** Null when Ink's tree is not as the stage was written for; the log says why. */
  #mountStage(): Mounted | null {
    const stream = new InkStream(this.#options.stdout, () => {});
    let loop: FrameLoop | null = null;
    let root: InkRoot | string = 'the empty root was not laid out';
    const ink = this.#render(
      <EmptyRoot
        onBox={box => {
          root = takeOver((this.#options.findRoot ?? findInkRoot)(box), () => loop?.changed());
        }}
      />,
      stream,
      {interactive: false},
    );
    const found: InkRoot | string = root;
    if (typeof found === 'string') {
      this.#options.log.write(`the paint stage does not know this Ink, which paints itself: ${found}`);
      stream.destroy();
      ink.unmount();
      return null;
    }
    loop = this.#createLoop(treeSource(found));
    return {kind: 'stage', ink, stream, loop, root: found};
  }

  #mountInk(): Mounted {
    const source = textSource();
    const stream = new InkStream(this.#options.stdout, source.take);
    const loop = this.#createLoop(source);
    // In its debug mode Ink writes every frame whole, at once, and nothing else.
    const ink = this.#render(null, stream, {
      interactive: true,
      debug: true,
      onRender() {
        source.end();
        loop.changed();
      },
    });
    return {kind: 'ink', ink, stream, loop, root: null};
  }

  #render(
    node: ReactNode,
    stream: InkStream,
    how: {readonly interactive: boolean; readonly debug?: boolean; readonly onRender?: () => void},
  ): Instance {
    const {stdin, stderr} = this.#options;
    return render(node, {
      stdin,
      stdout: stream,
      stderr,
      exitOnCtrlC: false,
      patchConsole: false,
      // Ink would take it from the environment, and then leave the layout out.
      isScreenReaderEnabled: false,
      ...how,
    });
  }

  #createLoop(source: FrameSource): FrameLoop {
    const {link, clock, stdout} = this.#options;
    // A pty that was never told its size says 0.
    const size = () => ({columns: stdout.columns || 80, rows: stdout.rows || 24});
    return createFrameLoop({link, clock, size, source});
  }
}
