import type {EngineExec, TerminalSize} from '../exec.ts';
import {fields, text} from './decode/fields.ts';
import {createFrameReader} from './logs/frames.ts';
import type {Question, Wire} from './wire.ts';

/** Programs in containers of one engine; `pinned` puts the API version before a path. */
export const execCalls = (wire: Wire, pinned: (question: Question) => Question): EngineExec => ({
  async openExec({container, command, size, env = []}, signal) {
    const about = {operation: 'run a program', target: `container ${container}`} as const;
    // Engines before 23.0 do not know it: there the program may start before it is told its size.
    const console = size === null ? {} : {ConsoleSize: [size.rows, size.columns]};
    const made = await wire.json(
      pinned({
        ...about,
        method: 'POST',
        path: `/containers/${encodeURIComponent(container)}/exec`,
        body: {
          AttachStdin: true,
          AttachStdout: true,
          AttachStderr: true,
          Tty: size !== null,
          ...console,
          Env: env,
          Cmd: command,
        },
        signal,
      }),
    );
    const path = `/exec/${encodeURIComponent(text(fields(made)['Id']))}`;
    const resize = async ({columns, rows}: TerminalSize): Promise<void> => {
      const query = {h: String(rows), w: String(columns)};
      // The program may have ended in this moment.
      await wire
        .done(pinned({...about, method: 'POST', path: `${path}/resize`, query}))
        .catch(() => undefined);
    };
    const start = {...about, path: `${path}/start`, body: {Detach: false, Tty: size !== null, ...console}};
    const {stream, failure} = await wire.hijack(pinned(start));
    if (size !== null) await resize(size);
    return {
      input: stream,
      resize,
      async read(take) {
        const frames = createFrameReader((kind, payload) => take(payload, kind === 'stderr'));
        try {
          for await (const chunk of stream) {
            if (size === null) frames.feed(chunk);
            else take(chunk, false);
          }
        } catch (error) {
          throw failure(error);
        }
      },
      async exitCode() {
        const {ExitCode: code} = fields(
          await wire.json(pinned({...about, path: `${path}/json`, signal: AbortSignal.timeout(exitLimitMs)})),
        );
        return typeof code === 'number' ? code : null;
      },
      close: () => void stream.destroy(),
    };
  },
});

/** The program has ended by then: only a dead engine takes longer. */
const exitLimitMs = 5_000;
