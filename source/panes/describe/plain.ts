import {lineText} from '../../ui/line-text.ts';
import type {Describe} from '../pane.ts';
import {describeObject} from './describe-object.ts';

/** The same page as plain text, one line a row, without trailing blanks, safe to print. */
export const describePlain = (input: Parameters<Describe>[0]): string =>
  describeObject(input)
    .map(line => printable(lineText(line)).trimEnd())
    .join('\n');

/** Foreign text must not steer the terminal that it is printed on. */
const printable = (text: string): string => text.replace(/[\x00-\x1f\x7f-\x9f]/g, '\ufffd');
