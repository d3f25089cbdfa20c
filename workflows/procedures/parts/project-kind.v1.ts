import { choice } from '../../../domain/procedure.ts';

/** 项目类型: by it the limits of 工程建设项目 differ. */
export const projectKind = choice({ government: '政府投资类', social: '社会投资类', industrial: '工业类' });
