import { fileStates, fileTypes } from '../../domain/file-types.ts';
import { fileStateTitles, fileTypeTitles } from '../../domain/words/zh-CN/files.ts';
import type { DefineEnum } from '../schema/define-enum.ts';

export const fileEnums = (define: DefineEnum) => ({
  fileState: define('FileState', 'How an uploaded file stands (文件状态).', fileStates, fileStateTitles),
  fileType: define('FileType', 'What a file is by its content (文件格式).', fileTypes, fileTypeTitles),
});
