import type { HttpRefusals } from '../../../refusals/request.ts';
import type { SentencesFor } from '../../sentences.ts';
import { listOf, titleOf } from '../phrases.ts';
import { roleTitles } from '../titles.ts';

const measures = { depth: '层字段', aliases: '个别名', fields: '个字段', directives: '个指令' } as const;
const ways = { address: '该网络地址', anonymous: '该网络地址未登录的', person: '该人员' } as const;
const streamsOf = { process: '本服务', person: '该人员', address: '该网络地址' } as const;
const askAgain = '本次操作是否已登记尚不确定，请用同一操作编号（commandId）再次提交，不会重复办理。';
const signInAgain = '请重新登录；只查询公开内容的，请不要发送“authorization”请求头。';

export const httpRefusals: SentencesFor<HttpRefusals> = {
  'http.lengthRequired': () => '请求没有说明内容长度，请一次发送完整内容，并附请求头“content-length”。',
  'http.bodyTooLarge': ({ most }) => `请求内容超过${most}字节的上限，请减少内容，或者分多次发送。`,
  'http.fileEmpty': () => '文件没有内容，请选择其他文件。',
  'http.fileType': ({ found, expected }) =>
    `不接受该文件的格式${found === undefined ? '' : `（${found}）`}，请提交 ${expected.join('、')}。`,
  'http.fileTypeDiffers': ({ declared, found }) => `文件注明的格式是 ${declared}，其内容却是 ${found}，请核对。`,
  'http.fileCut': () => '文件没有传完，请重新上传，或者续传。',
  'http.fileGone': () => '该文件已依法删除。',
  'http.linkInvalid': () => '该下载地址无效，请重新获取。',
  'http.linkExpired': () => '该下载地址已过期，请重新获取。',
  'http.rangeUnfit': ({ bytes }) => `请求的范围不在文件之内，文件共${bytes}字节。`,
  'http.storeFull': () => '文件存储空间已满，暂时无法接收文件，请联系系统管理员。',
  'http.storeAway': () => '文件存储暂时无法使用，请稍后再试。',
  'http.tooManyUploads': ({ most }) => `同时上传的文件超过${most}个，请等待上传完成。`,
  'http.needsSignIn': () => '上传文件须先登录，请附请求头“authorization”。',
  'http.tooLong': ({ found, most }) => `查询语句有${found}个字符，上限为${most}个，请把数值放入变量，并减少查询内容。`,
  'http.tooManyTokens': ({ most }) => `查询语句超过${most}个词，请减少查询内容，或者分多次查询。`,
  'http.notGraphql': ({ line, column }) =>
    `查询语句不符合 GraphQL 语法${line === undefined ? '' : `（第${line}行第${column}列）`}，请更正。`,
  'http.tooMuchAsked': ({ of, found, most }) =>
    `查询语句展开后有${found}${measures[of]}，上限为${most}，请减少查询内容，或者分多次查询。`,
  'http.numberOutOfRange': () => '查询语句中的数值过大，请使用小于 1.8e308 的数值。',
  'http.eventStreamOnly': () => '订阅只以事件流应答，请在请求头中写明“accept: text/event-stream”。',
  'http.tooManyStreams': ({ of, most }) =>
    `${streamsOf[of]}同时打开的事件流超过${most}个，请先关闭一个；一个浏览器用一个事件流即可接收全部变动。`,
  'http.postChanged': () => '您现在的职务已经变动，请以新的职务重新开始。',
  'http.methodNotAllowed': ({ found }) => `该地址只接受 POST 请求，不接受 ${found}，请以 POST 发送 JSON。`,
  'http.mediaType': () =>
    '请求内容应为 UTF-8 编码的 JSON，并附请求头“content-type: application/json”；不接受表单、文件和纯文本。',
  'http.encoding': () => '不接受压缩的内容，请直接发送 JSON。',
  'http.tooManyValues': ({ most }) => `请求内容超过${most}个名称和数值，请减少内容，或者分多次发送。`,
  'http.textWithNul': () => '文字中含有无法保存的空字符（U+0000），请删除。',
  'http.halfSurrogate': () => '文字中含有残缺的字符，请发送完整的字符。',
  'http.notUtf8': () => '请求内容不是有效的 UTF-8，请以 UTF-8 编码发送 JSON。',
  'http.notJson': () => '请求内容不是有效的 JSON，应为对象，如 {"query": "{ procedures { … } }", "variables": {}}。',
  'http.batch': () => '不接受一次发送多个请求，请每次只发送一个 JSON 对象。',
  'http.notAnObject': () => '请求内容应为 JSON 对象，含“query”，可含“variables”和“operationName”。',
  'http.unknownName': () => '请求内容含有未知的名称，只接受“query”“variables”“operationName”和“extensions”。',
  'http.notPersisted': () => 'PersistedQueryNotFound',
  'http.otherHash': () => '查询文档与其哈希值不一致，哈希值应为文档全文的 SHA-256。',
  'http.notRegistered': () => '本系统只执行已登记的查询文档，请先登记。',
  'http.queryMissing': () => '缺少查询语句，“query”应为 GraphQL 文字。',
  'http.parameterOfOtherKind': ({ parameter, expected }) =>
    `“${parameter}”有误，应为${expected === 'object' ? ' JSON 对象' : '文字'}，请更正。`,
  'http.tooManyAtOnce': ({ most }) => `同一连接上未答复的请求超过${most}个，请等待答复，或者使用多个连接。`,
  'http.rateExceeded': ({ of, most }) => `${ways[of]}每秒请求超过${most}次的上限，请在“retry-after”所示时间后再试。`,
  'http.nothingHere': () => '该地址没有内容。接口为 POST /graphql，运行状况为 GET /health/live 和 /health/ready。',
  'http.fault': ({ requestId }) => `系统发生故障，请将请求编号 ${requestId} 告知系统管理员。`,
  'http.databaseAway': () => `数据库暂时无法使用。${askAgain}`,
  'http.noMemory': () => `系统繁忙，暂时无法接收请求。${askAgain}`,
  'http.tooManyExecutions': ({ most }) => `系统正在处理${most}个请求，已达上限。${askAgain}`,
  'http.noBearer': () => `请求头“authorization”中没有有效的登录凭证。${signInAgain}`,
  'http.unknownPerson': () => `机构目录中没有该登录凭证所载的人员，或者已不在册。${signInAgain}`,
  'http.claimsUnfit': ({ found, expected }) =>
    `登录凭证的内容有误：${listOf(found)}。应含“sub”，可含“role”（${listOf(expected)}）和“unit”。` + signInAgain,
  'http.sessionEnded': () => '登录状态已失效，请在 /auth/login 重新登录。',
  'http.forgerySuspected': () => '该请求应由本系统的页面发出，请在页面上操作，并附请求头“x-csrf-protection: 1”。',
  'http.choiceUnfit': ({ expected }) =>
    `请求头“x-role”应为${listOf(expected)}之一，“x-unit”应为单位编号，请更正，或者不要发送。`,
  'http.signInExpired': () => '该登录结果不属于本浏览器发起的登录，或者已超时，请在 /auth/login 重新登录。',
  'http.signInRefused': () => '统一认证平台未予登录，请在 /auth/login 重新登录，或者联系系统管理员。',
  'http.providerAway': () => '暂时无法连接统一认证平台，请一分钟后再试。',
  'http.tokenEnded': () => `登录凭证已注销。${signInAgain}`,
  'http.postNotHeld': ({ expected, isAway }) => {
    const held = expected.map(
      ({ role, unit }) => `${titleOf(roleTitles, role)}${unit === undefined ? '' : `（${unit}）`}`,
    );
    return (
      `登录凭证所载的身份和单位不是该人员现任的岗位。${isAway ? '该人员已登记为不在岗。' : ''}` +
      `目前可用的身份：${listOf([...new Set(held)])}。`
    );
  },
  'http.tokenExpired': () => `登录凭证已过期，或者签发时间过久。${signInAgain}`,
  'http.claimUnexpected': ({ claim }) => `登录凭证的“${claim}”与要求不符。${signInAgain}`,
  'http.unknownKey': () => `登录凭证的签名密钥不在签发方公布的密钥之列。${signInAgain}`,
  'http.tokenInvalid': () => `登录凭证无效，应为签发方以 EdDSA、ES256 或者 RS256 签名的 JWT。${signInAgain}`,
  'http.keysUnavailable': () => '暂时无法取得签发方的密钥，请一分钟后再试。',
};
