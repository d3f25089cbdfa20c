import { expect, test } from 'vitest';
import { mask } from '../../api/case/mask.ts';

test.each([
  ['张三丰', '张**'],
  ['410702199001011234', '410***********1234'],
  ['41070219900101123X', '410***********123X'],
  ['13812345678', '138****5678'],
  ['张', '*'],
  ['', ''],
  ['平原路 1 号', '平******'],
])('%s is shown as %s', (plain, shown) => {
  expect(mask(plain)).toBe(shown);
});
