import {saveTtySettings} from '../life/tty-settings.ts';
import {type Attachable, attachSession} from './attach-session.ts';

/** Joins the terminal of this process, or what is piped into it, to a program elsewhere. */
export const attachOwn = (session: Attachable, isTerminal: boolean): Promise<void> =>
  attachSession(session, isTerminal, {
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
    process,
    saveTty: saveTtySettings,
  });
