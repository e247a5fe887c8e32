import {createInterface} from 'node:readline/promises';

/** Asks for one line, on standard error so that a piped answer stays clean. The end of the input is an empty answer. */
export async function askPerson(question: string): Promise<string> {
  const lines = createInterface({input: process.stdin, output: process.stderr});
  const ended = new Promise<string>(resolve => {
    lines.once('close', () => resolve(''));
  });
  try {
    return await Promise.race([lines.question(question), ended]);
  } finally {
    lines.close();
  }
}
