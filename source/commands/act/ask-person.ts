import {createInterface} from 'node:readline/promises';
import {Writable} from 'node:stream';

/**
 * Asks for one line, on standard error so that a piped answer stays clean. The end of the input is an empty answer. A
 * secret is not echoed.
 */
export async function askPerson(
  question: string,
  {isSecret = false}: {readonly isSecret?: boolean} = {},
): Promise<string> {
  if (isSecret) process.stderr.write(question);
  const lines = createInterface({
    input: process.stdin,
    output: isSecret ? nowhere() : process.stderr,
    // With a terminal it reads keys one by one and echoes them itself, here to nowhere.
    ...(isSecret && {terminal: process.stdin.isTTY === true}),
  });
  const ended = new Promise<string>(resolve => {
    lines.once('close', () => resolve(''));
  });
  try {
    return await Promise.race([lines.question(isSecret ? '' : question), ended]);
  } finally {
    lines.close();
    if (isSecret) process.stderr.write('\n');
  }
}

const nowhere = (): Writable =>
  new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
