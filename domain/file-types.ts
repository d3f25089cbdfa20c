/** The types of files that are taken, by the ending of their names, each with its media type. */
export const mediaTypes = {
  pdf: 'application/pdf',
  ofd: 'application/ofd',
  jpg: 'image/jpeg',
  png: 'image/png',
  tif: 'image/tiff',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  dwg: 'image/vnd.dwg',
} as const;
export type FileType = keyof typeof mediaTypes;
export const fileTypes = Object.keys(mediaTypes) as [FileType, ...FileType[]];

/** What a material takes of a file. What is left out is any that the deployment takes. */
export interface FileRule {
  readonly types?: readonly FileType[];
  readonly mostBytes?: number;
}

/** Whether a file is what the rule says. */
export const isFileOf = (
  { types, mostBytes }: FileRule,
  { type, bytes }: { readonly type: FileType; readonly bytes: number },
): boolean => (types?.includes(type) ?? true) && bytes <= (mostBytes ?? bytes);

/** How a file stands: its bytes still come, are looked at by the scanner, may be used, are refused, are gone. */
export const fileStates = ['receiving', 'scanning', 'ready', 'infected', 'erased'] as const;
export type FileState = (typeof fileStates)[number];
