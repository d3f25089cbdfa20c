/** Types in Chinese and English; those that the inputs of mutations and the pages of lists are told by a rule. */
export const types = `
Query|查询|What may be asked
Mutation|操作|What may be done; each act answers with the case after it, or with why it was not done
Node|节点|Whatever has an opaque id
PageInfo|分页信息|Where a page begins and ends, and whether there is more
Accepted|已办理|The act is done
ActResult|办理结果|What became of an act
AskAgain|请重复提交|It is not known yet
ChargedDay|计入日|A counted day and who held it
ClockChange|时限变动|A clock that would move
CountChange|增减|How a count changed
DateSpan|日期区间|Days from one to another
DeadLetter|死信|A command that was given up
Detail|参数|A parameter of a refusal
DevelopmentOnly|仅限开发环境|For development stacks alone
DirectoryChange|机构变更内容|What a version did to one record
DirectoryResult|机构变更结果|What became of a change of the directory
DraftResult|草稿结果|What became of a draft
ErasureResult|删除结果|What was erased
Error|未办理|Why an act was not done
ExplanationLine|说明行|A line of an explanation
FormChoice|表单取值|A field of the form and a value
GuideAnswer|答法|A way to answer a field
GuideChange|变化|What an answer changes
GuidePart|指南内容|A part of the guide
Issue|不符之处|One place of an input that does not fit
JSON|任意值|A value of any shape
Length|时长|A length of time
NotFound|未找到|There is none, or it is not the caller's to see
NotPermitted|无权办理|The role may not do this
PartyAnswer|一方意见|The answer of one party of a conference
PartyResult|申请人登记结果|What became of a party
PreviewedDeadline|预计时限|One limit and when it would end
ProcedurePermit|事项许可|A permit that a procedure grants
PublishResult|发布结果|What became of a publication
RecomputedClock|重算的时限|A clock with its due before and after
RecordKind|记录种类|Kind of a record of the directory
RepairResult|修复结果|What was put right
SameIdOtherContent|编号已用于其他内容|The commandId was used for something else
Unauthenticated|未登录|There is no token, or none that holds
InvalidInput|输入有误|The input does not fit its schema
BusinessSegmentInput|办公时段|A part of a working day
CalendarFileInput|日历文件|A version of a calendar
HolidayInput|节假日|A holiday and its days off
LimitInput|时限|A limit
PreviewPauseInput|预计暂停|A pause that is assumed
StepOutcome|办理结果|What came of a step
`;
