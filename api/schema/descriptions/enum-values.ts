/** Values of enumerations in English, and in Chinese, where their name or title does not say it, by `Type.VALUE`. */
export const enumValues = `
Cancellation.BY_HOLDER|Its holder asked for it
Cancellation.EXPIRED|It expired and was not renewed
Cancellation.HOLDER_GONE|Its holder died, or was dissolved
Cancellation.IMPOSSIBLE|Force majeure makes it impossible
CaseOrder.BREACH|By when it became overdue, the first one first; open and overdue cases alone
CaseOrder.DUE|By when it is due, the first one first; open cases alone
CaseOrder.RECEIVED|By receipt, the latest first
CaseStatus.AT_UPPER|The unit above decides
CaseStatus.CORRECTION|Waits for what is to be put right
CaseStatus.HELD|Not put right in time, and held
CaseStatus.SPECIAL|Every open step is in a special procedure
Channel.POST|By post
Colour.BLUE|Half of the time has passed
Colour.DARK_RED|The statutory limit has passed
Colour.RED|Overdue
Colour.YELLOW|Due soon
CountChange.FEWER|Fewer than before|减少
CountChange.MORE|More than before|增加
CountChange.SAME|As many as before|不变
CountChange.UNKNOWN|Cannot be compared|无法比较
CreditGrade.A|Very good
CreditGrade.B|Good
CreditGrade.C|Fair
CreditGrade.D|Poor
DayEffect.ANCHOR|Counting begins after it
DayEffect.LAST|The last day, after it was moved
DayEffect.NOW|Up to now
DayEffect.OFF|A day off, not counted
DayEffect.ROLLED|The last day is moved on
DayKind.MAKE_UP|A day off that is worked
EventType.BREACHED|A limit passed
EventType.HELD|Not put right in time, and held
EventType.THRESHOLD_PASSED|A warning
GuidePart.RESULTS|What the case comes to
Level.L0|Reminder
Level.L1|Letter of reminder
Level.L2|Order of supervision
Level.L3|Public criticism
Level.L4|Talk
LimitUnit.DATE|A fixed date
LimitUnit.EARLIER_OF|The earlier of two limits
LimitUnit.HALF_DAY|Half a working day
LimitUnit.ND|Calendar days
LimitUnit.NH|Hours
LimitUnit.WD|Working days
LimitUnit.WH|Working hours
MaterialKind.DEFERRED|Put off until an event
MaterialKind.LATER|Comes with a later step
MaterialKind.TOLERABLE|May be tolerated as missing
Measure.NONE|A fixed date, nothing is counted
Mode.ASSISTED|An agent files
Mode.COMMITMENT|By a written commitment
Mode.CROSS_REGION|Received in another place
Mode.DEFERRED_SUPPLEMENT|A paper is put off until an event
Mode.FAST_LANE|Before others
Mode.INSTANT_AUTO|Decided at once by rules
Mode.NO_APPLICATION|Nobody has to apply
Mode.ON_THE_SPOT|Decided in the visit
Mode.SINGLE_ID|By the identity card alone
Mode.TOLERANT|Accepted with papers missing
RepairKind.CALL_AGAIN|Makes a call again|重新调用
RepairKind.KEEP_NUMBERS|Keeps numbers that were given, in the terminal alone|保留已发编号（仅限终端）
RepairKind.REFUSE|Refuses a dead letter|不再执行死信
RepairKind.SEND_AGAIN|Sends a dead letter again|重新发送死信
RepairKind.START|Starts a lost run|启动丢失的运行
RepairKind.START_FROM_LOG|Starts a run from the log|按日志启动运行
RepairKind.TAKE_FROM_HISTORY|Takes events from the history of the run|从运行历史取回事件
Role.ENGINE|What time does
StepOrder.DUE|By when it is due, the first one first
StepOrder.OPENED|By how long it waits, the longest first
StepState.PROPOSED|Waits for another person
`;
