import type { FileRule, FileState, FileType } from '../../file-types.ts';

/** A size in the unit in which people read it. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} 字节`;
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${Math.ceil(bytes / 100_000) / 10} MB`;
}

/** What a material takes of a file. */
export const fileText = ({ types, mostBytes }: FileRule): string =>
  [
    ...(types === undefined ? [] : [`格式为 ${types.join('、')}`]),
    ...(mostBytes === undefined ? [] : [`不超过 ${sizeText(mostBytes)}`]),
  ].join('，');

export const fileStateTitles: Readonly<Record<FileState, string>> = {
  receiving: '正在上传',
  scanning: '正在安全检查',
  ready: '可以使用',
  infected: '未通过安全检查',
  erased: '已依法删除',
};

export const fileTypeTitles: Readonly<Record<FileType, string>> = {
  pdf: 'PDF 文档',
  ofd: 'OFD 版式文档',
  jpg: 'JPEG 图片',
  png: 'PNG 图片',
  tif: 'TIFF 图片',
  docx: 'Word 文档',
  xlsx: 'Excel 表格',
  dwg: 'DWG 图纸',
};
