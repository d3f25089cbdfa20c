/** Fields and arguments in Chinese and English, by their names, or by coordinates where those mean another thing. */
export const names = `
acceptance|受理方式|How it was accepted
accepted|可接受的内容|What would be accepted
acceptedAt|受理时间|When it was accepted
acceptedOn|受理日|The day on which it was accepted
actor|办理人|Who acted
added|新增|What is added
addressees|送达对象|To whom it is addressed
advanceTime|推进时间|Moves time
after|上一页末尾；之后|After this cursor; what comes after
afterDue|末日之后|After the last day
agent|代办人|The agent
amount|数额|How much
answer|答复|The answer
answeredAt|答复时间|When it was answered
answeredBy|答复人|Who answered
answers|各方意见|The answers
applicant|申请人|The applicant, by an opaque id
asOf|截至时间|As of when it is told
askedAt|提出时间|When it was asked
at|时间|When
atMost|最长|At most so long
attempts|已尝试次数|How often it was tried
authority|发文机关|The authority that issues
basis|依据|The article or the clause on which it rests
before|下一页开头；之前|Before this cursor; what came before
begins|起始|Where it begins
beside|同时办理|What may go on beside it
businessHours|办公时间|Office hours
by|办理人、批准人|Who did it, or may do it
calendar|日历|The calendar
calendarDays|自然日数|Calendar days
calendarVersion|日历版本|The version of a calendar
call|系统调用|The call
case|办件|The case
caseId|办件标识|The id of the case
cases|办件数|Cases
change|变更|The change
changes|变更内容|What changes
channel|收件渠道|How it came in
childrenProgress|子办件进度|How far the children are
choices|表单取值|Values of the form
chose|选择|What was chosen
claimedBy|认领人|Who took it
clock|时限|The clock
closed|是否归档|Whether it is closed
closedAt|办结时间|When it was closed
code|代码|A fixed code for programs
colour|亮牌|The colour
colours|亮牌|Of these colours
commandId|操作编号|The id of the act that the caller makes
concerns|异议事项|What it concerns
concernsSchema|异议事项的格式|What it may concern, as JSON Schema
conclusion|办结结论|The conclusion
conditions|附带条件|The conditions
conference|会议环节|The step of the conference
content|文书内容|What it says
counted|已计时|What was counted
counter|计数项|What is counted
createdAt|生成时间|When it was made
creditGrade|信用等级|The credit grade
cured|已补齐|Made good
current|是否现行|Whether it is in force
cursor|游标|The place of the row, to go on from
date|日期|The date
dateField|日期项|The field that states the date
dates|日期|Dates
day|日|The day
days|天数、各日|Days
deadAt|停止重试时间|When it was given up
deadLetters|死信|Commands that were given up
deadlines|各项时限|The limits
decidedAt|决定时间|When it was decided
decidedOn|决定日|The day on which it was decided
defect|存在的问题|What is wrong
defects|补正事项|What is to be put right
delegation|委托编号|The delegation
deliveredAt|送达时间|When it was delivered
deputy|代理人|Who stands in
detail|详情|What was found
details|具体参数|The parameters by name
developmentTime|开发时间|Development only: from when its time counts
digest|文件摘要|SHA-256 of the file
draft|草稿|The draft
drafts|草稿|Drafts
due|到期时间|When it is due
dueBefore|原到期时间|When it was due before
`;
