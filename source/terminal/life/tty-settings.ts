import {spawnSync} from 'node:child_process';

/**
 * Remembers how the terminal driver is set (`stty -g`) and returns how to set it so again: a child that is killed, or
 * that leaves raw mode behind, would otherwise hand its settings on to the shell when the console ends. Where there is
 * no `stty`, nothing is remembered.
 */
export function saveTtySettings(): () => void {
  const {status, stdout} = spawnSync('stty', ['-g'], {
    stdio: ['inherit', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  const settings = status === 0 ? stdout.trim() : '';
  return () => {
    if (settings !== '') spawnSync('stty', [settings], {stdio: ['inherit', 'ignore', 'ignore']});
  };
}
