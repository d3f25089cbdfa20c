/** As `names-a-d.ts`. */
export const names = `
earlier|提前|Earlier
edges|行|The rows of the page, each with its cursor
effect|计数作用|What it does to the count
effective|是否有效|Whether it has effect
effectiveOn|生效日|The day from which it has effect
end|结果|How it ended
endCursor|本页末尾游标|Where the page ends
ended|已办结|Ended
endedAt|结束时间|When it ended
endedOn|办结日|The day on which it ended
ends|截止|Where it ends
event|事件序号|The place of the event in the log
every|频率|How often
examined|已核算|Examined so far
examples|示例|Examples
expected|应为|What is expected
expiresAt|失效时间|When it is erased or lapses
explanation|说明|The explanation
extension|可延期|The extension that is allowed
extensions|延期|Extensions
failed|失败|Failed
failure|失败原因|Why it failed
field|表单项|The field of the form
file|文件内容|The content of the file
finishedAt|完成时间|When it was finished
firedOn|最近发起日|When it was last fired
first|前若干条|So many rows from the beginning, 1 to 100
firstDay|首日|The first day
followUps|后续办件|Cases in which it goes on
follows|前序办件、取值影响|What it follows, or what follows from it
form|申请表|The form
found|查到的情况|What was found
from|起|From when, or where it comes from
fromDay|起始日|The first day
fromOn|起始日|The day on which it begins
givenUpAt|停止时间|When it was given up
grade|评价等级|The grade
grave|是否严重|Whether it is grave
ground|事由|The ground
guard|适用条件|To whom it is open
handedOn|已带入的个人信息|Personal fields that are handed on
hasNextPage|是否有下一页|Whether rows come after
hasPreviousPage|是否有上一页|Whether rows come before
holder|当前占用|Who holds the time
how|送达方式|How it is delivered
id|标识|The opaque id of the node, for caches and \`node\`
input|输入|What the act takes
instrument|督办文书|The instrument, by its name in the case
instruments|督办文书|The instruments
intake|发起方式|How its cases begin
isAfterDecision|是否决定之后|Whether it follows the decision
isGiven|是否当前取值|Whether it is the answer that is there
isThird|是否压缩三分之一以上|Whether a third is saved at least
isUsual|是否通常经过|Whether it is usually asked
isWorking|是否工作日|Whether it is a working day
issues|不符之处|The places that do not fit
item|事项|The item
json|JSON 内容|As JSON
key|键|The key
kind|种类|The kind
kinds|种类|Of these kinds
lapsed|是否逾期失效|Whether its time ran out
last|后若干条|So many rows from the end, 1 to 100
lastDay|末日|The last day
later|推后|Later
level|级别|The level
levels|级别|Of these levels
limit|时限|The limit
limits|时限|The limits
lines|逐段说明|The lines of the explanation
material|材料|The material
mayPauseFor|可启动的特殊程序|What may pause it
me|当前用户|Who is signed in
measure|计数单位|In which it is counted
meeting|会议|The meeting
meets|开会时间|When it meets
message|说明|The sentence for people
mine|本人提出的|The caller's own
minutes|会议纪要、分钟|The minutes
missing|尚缺材料|What is missing
mode|办理方式|The mode
modes|办理方式|The modes
moved|有变动|Moved
n|数量|How many of the unit
name|名称|The name
next|下一步|What it waits for
nextAt|下次时间|When it is tried next
nextOn|下次日期|The next date
node|数据|What the row holds
notice|通知书|The notice
notices|通知|The notices
number|编号、文号|The number
objection|异议|The objection
objections|异议|The objections
of|所属、总数|What it is of, or how many in all
off|放假|Days off
offered|可选用|Offered
on|日期、基于|The day, or what it lies on
onlyIf|适用条件|The condition under which it applies
open|未完成|Still open
opened|已发起|Opened
openedAt|开始时间|When it was opened
order|排序|In which order
outcome|办理结果|What came of it
overdue|逾期|Overdue
`;
