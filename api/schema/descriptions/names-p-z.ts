/** As `names-a-d.ts`. */
export const names = `
pageInfo|分页信息|Where the page begins and ends
paid|实缴金额|What was paid
papers|申请材料|The papers
parent|上级|What it belongs to
parties|申请人|The parties
party|当事人|The party
path|位置|The place
pauses|暂停|The pauses
people|人员、人数|The people
permit|许可|The permit
permits|许可|The permits
person|人员|The person, by an opaque id
persons|人员|The persons
place|地点、办理区域|The place
post|职务|The post
present|到会方|Who came
procedure|事项|The procedure
projected|是否预计|Whether it is a projection
promised|承诺时限|The promised limit
proposal|拟办意见|The proposal
provisional|暂定原因|Why it may still move
publicNotice|公示|The public notice
publication|发布|The publication
publicationPreview|发布预演|What a publication would change
publications|发布记录|The publications
publishedAt|发布时间|When it was published
rate|速度|How many in a second
reason|理由|The reason
reasons|理由|The reasons
receivedAt|收件时间|When it was received
receivedOn|收件日|The day on which it was received
recomputations|到期变更|The changes of the due
recomputed|已重算|Computed again
recorded|已记录|Recorded
red|是否红牌|Whether it is red
reference|成果编号|The reference
refused|不予|Refused
region|区域|The region
remaining|剩余|What remains
remark|评语|The remark
removed|减少|What is taken away
repair|修复|The repair
repairs|可用修复|The repairs
repinned|已调整|Pinned anew
repinnings|机构变更落实|How far changes of the directory have come
replies|陈述|The replies
reply|书面答复|The reply
result|结果|The result
resultSchema|结果的格式|What is recorded, as JSON Schema
returned|是否退回|Whether it was returned
revision|事件数|How many events it has
revokedAt|撤销时间|When it was revoked
rightOrgan|有权机关|The organ that is competent
role|角色|The role
savedAt|保存时间|When it was saved
says|说明|In words
schedule|定期事项|The schedule
seenAt|最近发现时间|When it was last seen
segments|时段|The parts of the day
sentences|逐句说明|The sum in sentences
seq|序号|The place in the log
servedAt|送达时间|When it was served
share|比例|The share
shared|共同占用|Shared with others
signedBy|签发人|Who signed
since|起|Since when
skipped|跳过|Skipped
soFar|已计|So far
special|特殊程序|The special procedure
standing|状态|How it stands
standsInFor|代谁办理|Whose post is stood in for
startCursor|本页开头游标|Where the page begins
state|状态|The state
states|状态|Of these states
status|状态|The state
statutory|法定时限|The statutory limit
step|环节|The step, by its name in the case
stoppedAt|停止时间|When it stopped
subject|对象|The person or party
subjects|对象|The units and people
suppliedBy|材料来源|Who supplied it
takes|所需时间|The time that it takes
telephone|电话|The telephone number
text|文字|In words, in the reader's language
times|次数|How often
title|名称|What it is called
to|止、对象|Until when, or to whom
toDay|截止日|The last day
toOn|截止日|The day on which it ends
told|已告知的理由|What the applicant was told
total|总量|In all
touched|涉及|Touched
type|种类|The kind
unavailable|不能受理的原因|Why nothing can be received
unit|单位|The unit
units|单位|The units
until|截止时间|Until when
used|已采用|Used
value|取值|The value
values|取值|The values
verdict|结论|The verdict
version|版本|The version
versions|版本|The versions
weekdays|星期|The weekdays
where|公示地点|Where it is published
why|原因|Why
within|办理时限|Within how long
withinHours|若干小时内|Within so many hours
workflowType|事项版本|Name and version of the procedure
workingDays|工作日数|Working days
year|年份|The year
years|年份|The years
zone|时区|The time zone
`;
