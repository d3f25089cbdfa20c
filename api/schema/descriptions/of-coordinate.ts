import { enumValues } from './enum-values.ts';
import { names as a } from './names-a-d.ts';
import { names as e } from './names-e-o.ts';
import { names as p } from './names-p-z.ts';
import { types } from './types.ts';

interface Both {
  readonly chinese: string;
  readonly english: string;
}

const read = (lines: string): readonly (readonly [string, Both])[] =>
  lines
    .trim()
    .split('\n')
    .map(line => {
      const [name, chinese, english] = line.split('|');
      return [name!, { chinese: chinese!, english: english ?? chinese! }];
    });
const ofNames = new Map([a, e, p].flatMap(read));
const ofTypes = new Map(read(types));
const ofValues = new Map(
  enumValues
    .trim()
    .split('\n')
    .map(line => {
      const [name, english, chinese] = line.split('|');
      return [name!, { english: english!, chinese }];
    }),
);

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);
const isEnglish = (text: string): boolean => /[A-Za-z]{2}/.test(text);

/** What is said already, with the language that it lacks. */
function completed(said: string | null | undefined, { chinese, english }: Both): string {
  if (!said) return `${chinese}: ${english}.`;
  if (!isChinese(said)) return `${chinese}: ${said}`;
  return isEnglish(said) ? said : `${said.replace(/[.。]$/u, '')}: ${english}.`;
}

/** A field, an argument or a field of an input: by its coordinate, by its name, else as one of a form. */
export function describeField(type: string, name: string, said: string | null | undefined): string {
  const known = ofNames.get(`${type}.${name}`) ?? ofNames.get(name);
  return completed(said, known ?? { chinese: `“${name}”一项`, english: `The field ${name}` });
}

export function describeType(name: string, said: string | null | undefined): string {
  const known = ofTypes.get(name) ?? ruledType(name);
  return completed(said, known);
}

function ruledType(name: string): Both {
  if (name.endsWith('Edge')) return { chinese: '列表行', english: 'A row of a page, with its cursor' };
  if (name.endsWith('Connection')) return { chinese: '一页', english: 'A page of a list' };
  if (!name.endsWith('Input')) return { chinese: `类型“${name}”`, english: `What ${name} holds` };
  const mutation = `${name[0]!.toLowerCase()}${name.slice(1, -'Input'.length)}`;
  return { chinese: `“${mutation}”的输入`, english: `What \`${mutation}\` takes` };
}

/** `IN_REVIEW` → `In review`, where nothing better is said. */
const spelledOut = (name: string): string => {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return `${words[0]!.toUpperCase()}${words.slice(1)}`;
};

/** What a value of an enumeration is called in English. */
export const englishOfValue = (type: string, name: string): string =>
  ofValues.get(`${type}.${name}`)?.english ?? (name.length > 1 ? spelledOut(name) : `Option ${name}`);

/** What it is called in Chinese: as its author says it, before what is said of it in English. */
export function chineseOfValue(type: string, name: string, said: string | null | undefined): string {
  const known = ofValues.get(`${type}.${name}`)?.chinese;
  if (known !== undefined) return known;
  const [title = ''] = (said ?? '').split(/: (?=[a-z])/u);
  return isChinese(title) ? title : `选项“${name}”`;
}

export const describeValue = (type: string, name: string, said: string | null | undefined): string =>
  completed(said && isChinese(said) ? said : undefined, {
    chinese: chineseOfValue(type, name, said),
    english: englishOfValue(type, name),
  });
