import {onTestFinished} from 'vitest';
import {type Console, type ConsoleOptions, startConsole} from '../driver/console.ts';

/** A console that ends with its test, whatever becomes of it. */
export function openConsole(options: ConsoleOptions): Console {
  const console = startConsole({columns: 160, rows: 50, ...options});
  onTestFinished(() => console.close());
  return console;
}

/** Whether the header calls everything fresh. */
export function saysLive(rows: readonly string[]): boolean {
  return /⟳ live\s*$/.test(rows[0] ?? '');
}
