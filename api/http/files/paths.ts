/** Where files are sent and fetched. */
export const filesPath = '/files';
export const isFilesPath = (path: string): boolean => path === filesPath || path.startsWith(`${filesPath}/`);
