//! What an entry is counted as, by the words in it.

use super::document::{Direction, Kind};
use super::draft::Said;
use std::sync::LazyLock;

/// Words and what they mean, for money in and for money out; an earlier line is taken before a later one. A word in Latin
/// letters is matched whole, `*` standing for any ending; one in other letters wherever it stands.
pub const WORDS: &[(Kind, Option<Direction>, &[&str])] = &[
    (Kind::Refund, IN, &["退款", "退货", "refund*", "reversal", "chargeback", "cashback"]),
    (
        Kind::Penalty,
        OUT,
        &[
            "逾期",
            "违约金",
            "滞纳金",
            "罚息",
            "退票",
            "扣款失败",
            "余额不足",
            "nsf",
            "insufficient funds",
            "returned item",
            "returned payment",
            "returned direct debit",
            "unpaid item",
            "bounced",
            "late fee",
            "late charge",
            "overdraft fee",
            "unarranged overdraft",
            "penalty",
            "sanction interest",
            "rücklastschrift",
        ],
    ),
    (
        Kind::Gambling,
        None,
        &[
            "彩票",
            "体彩",
            "福彩",
            "竞彩",
            "博彩",
            "赌",
            "casino*",
            "betting",
            "bet365",
            "betfair",
            "lottery",
            "lotto",
            "poker",
            "sportsbet",
            "gambl*",
            "bookmaker*",
            "paddy power",
            "draftkings",
            "fanduel",
        ],
    ),
    (Kind::Interest, IN, &["收益发放", "-收益", "利息", "结息", "interest", "dividend*", "zinsen"]),
    (
        Kind::Borrowed,
        IN,
        &[
            "放款",
            "借呗",
            "微粒贷",
            "网商贷",
            "金条",
            "借款",
            "贷款",
            "小贷",
            "消费金融",
            "信用卡取现",
            "cash advance",
            "loan",
            "loans",
            "lending",
            "payday",
            "kredit",
        ],
    ),
    (
        Kind::Repayment,
        OUT,
        &[
            "还款",
            "花呗",
            "借呗",
            "微粒贷",
            "白条",
            "网商贷",
            "金条",
            "度小满",
            "有钱花",
            "360借条",
            "分付",
            "美团借钱",
            "放心借",
            "拍拍贷",
            "宜人贷",
            "消费金融",
            "小额贷款",
            "小贷",
            "贷款",
            "房贷",
            "车贷",
            "分期",
            "信用借还",
            "loan",
            "loans",
            "repayment*",
            "credit card payment",
            "mortgage",
            "instalment*",
            "installment*",
            "klarna",
            "afterpay",
            "clearpay",
            "affirm",
            "lending",
            "kredit*",
        ],
    ),
    (
        Kind::Salary,
        IN,
        &[
            "工资",
            "薪资",
            "薪酬",
            "薪金",
            "代发",
            "奖金",
            "劳务费",
            "salary",
            "salaries",
            "payroll",
            "wage",
            "wages",
            "gehalt",
            "lohn",
        ],
    ),
    (
        Kind::Benefit,
        IN,
        &[
            "养老金",
            "退休金",
            "社保",
            "低保",
            "补贴",
            "补助",
            "失业",
            "生育津贴",
            "pension*",
            "benefit*",
            "universal credit",
            "social security",
            "unemployment",
            "jobseeker*",
            "rente",
        ],
    ),
    (
        Kind::Business,
        IN,
        &[
            "二维码收款",
            "收款码",
            "收钱码",
            "商家收款",
            "经营收款",
            "经营账户",
            "商户结算",
            "货款",
            "店铺",
            "营业款",
            "settlement",
            "stripe",
            "sumup",
            "square inc",
            "merchant payout",
            "payout*",
            "invoice*",
        ],
    ),
    (
        Kind::Rent,
        OUT,
        &[
            "房租", "租金", "租房", "房东", "自如", "公寓", "rent", "landlord", "letting*", "lettings", "miete",
            "alquiler",
        ],
    ),
    (
        Kind::Phone,
        OUT,
        &[
            "话费",
            "手机充值",
            "中国移动",
            "中国联通",
            "中国电信",
            "宽带",
            "流量包",
            "mobile",
            "telecom*",
            "broadband",
            "vodafone",
            "verizon",
            "t-mobile",
            "phone bill",
            "internet",
        ],
    ),
    (
        Kind::Utility,
        OUT,
        &[
            "电费",
            "水费",
            "燃气",
            "煤气",
            "暖气",
            "供暖",
            "物业",
            "国家电网",
            "南方电网",
            "自来水",
            "生活缴费",
            "充值缴费",
            "住房物业",
            "有线电视",
            "electric*",
            "gas bill",
            "water bill",
            "utility",
            "utilities",
            "energy",
            "council tax",
            "stadtwerke",
            "household",
        ],
    ),
    (Kind::Tax, OUT, &["个税", "税务", "税款", "缴税", "tax", "taxes", "hmrc", "irs", "finanzamt"]),
    (Kind::Insurance, OUT, &["保险", "保费", "人寿", "insurance", "versicherung*"]),
    (
        Kind::Health,
        OUT,
        &[
            "医院", "医疗", "药房", "药店", "大药", "诊所", "体检", "挂号", "hospital", "pharmacy", "clinic", "dental",
            "dentist", "doctor", "apotheke",
        ],
    ),
    (
        Kind::Education,
        OUT,
        &["学费", "教育", "培训", "幼儿园", "学校", "tuition", "school", "university", "nursery", "childcare"],
    ),
    (
        Kind::Subscription,
        OUT,
        &[
            "会员",
            "连续包月",
            "订阅",
            "自动续费",
            "netflix",
            "spotify",
            "subscription*",
            "icloud",
            "youtube premium",
            "prime video",
        ],
    ),
    (
        Kind::Saving,
        None,
        &["基金", "理财", "股票", "证券", "定投", "黄金", "存款", "投资", "savings", "investment*", "isa", "brokerage"],
    ),
    (
        Kind::Own,
        None,
        &[
            "提现",
            "零钱充值",
            "余额充值",
            "零钱通",
            "余额宝",
            "自动转入",
            "账户互转",
            "本人账户",
            "own account",
            "internal transfer",
            "between accounts",
        ],
    ),
    (Kind::PersonalIn, IN, &["红包", "转账备注", "群收款", "亲属卡", "亲友代付", "赞赏", "venmo", "zelle"]),
    (Kind::PersonalOut, OUT, &["红包", "转账备注", "群收款", "亲属卡", "亲友代付", "赞赏", "venmo", "zelle"]),
    (Kind::Cash, OUT, &["取现", "取款", "atm", "cash withdrawal", "withdrawal in cash", "cash machine", "geldautomat"]),
    (
        Kind::Transport,
        OUT,
        &[
            "地铁",
            "公交",
            "滴滴",
            "打车",
            "出行",
            "铁路",
            "12306",
            "加油",
            "中石化",
            "中石油",
            "停车",
            "高速",
            "单车",
            "fuel",
            "petrol",
            "uber",
            "railway",
            "train",
            "metro",
            "parking",
            "taxi",
            "bus",
            "tankstelle",
        ],
    ),
    (
        Kind::Food,
        OUT,
        &[
            "超市",
            "餐",
            "美食",
            "饿了么",
            "美团",
            "外卖",
            "便利店",
            "菜",
            "生鲜",
            "盒马",
            "叮咚",
            "粮油",
            "水果",
            "食堂",
            "日用百货",
            "grocery",
            "groceries",
            "supermarket*",
            "tesco",
            "lidl",
            "aldi",
            "rewe",
            "edeka",
            "walmart",
            "restaurant*",
            "cafe",
            "food",
        ],
    ),
    (
        Kind::Fee,
        OUT,
        &["手续费", "服务费", "年费", "工本费", "fee", "fees", "charge", "charges", "commission", "gebühr*"],
    ),
];

const IN: Option<Direction> = Some(Direction::In);
const OUT: Option<Direction> = Some(Direction::Out);

/// Where the words of a text may be looked up by their first three bytes.
struct Index {
    /// For each hash of three bytes, the words that begin so: the word, whether it may go on, its line.
    buckets: Vec<Vec<(&'static str, bool, usize)>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut buckets = vec![Vec::new(); 256];
    for (line, (_, _, words)) in WORDS.iter().enumerate() {
        for word in *words {
            let stem = word.strip_suffix('*');
            let word = stem.unwrap_or(word);
            let bucket = word.as_bytes().first_chunk().and_then(|start| buckets.get_mut(hash(start)));
            bucket.into_iter().for_each(|bucket: &mut Vec<_>| bucket.push((word, stem.is_some(), line)));
        }
    }
    Index { buckets }
});

fn hash(start: &[u8; 3]) -> usize {
    let [a, b, c] = start.map(usize::from);
    (a + b * 7 + c * 31) & 255
}

/// What an entry is counted as: by the first line of [`WORDS`] that has a word of it, else other money in or out.
pub(super) fn kind(said: &Said<'_>) -> Kind {
    of_text(&[said.counterparty, "\n", said.memo, "\n", said.category].concat(), said.direction)
}

/// The same of a text.
pub(super) fn of_text(text: &str, direction: Direction) -> Kind {
    let text = text.to_lowercase();
    let bytes = text.as_bytes();
    let mut best = WORDS.len();
    for (at, start) in bytes.windows(3).enumerate() {
        let bucket = <&[u8; 3]>::try_from(start).ok().and_then(|start| INDEX.buckets.get(hash(start)));
        for (word, may_go_on, line) in bucket.into_iter().flatten() {
            if *line < best && applies(*line, direction) && stands(bytes, at, word, *may_go_on) {
                best = *line;
            }
        }
    }
    let found = WORDS.get(best).map(|(kind, _, _)| *kind);
    found.unwrap_or(match direction {
        Direction::In => Kind::OtherIn,
        Direction::Out => Kind::OtherOut,
    })
}

fn applies(line: usize, direction: Direction) -> bool {
    WORDS.get(line).is_some_and(|(_, of, _)| of.is_none_or(|of| of == direction))
}

/// Whether a word stands there, whole where it is in Latin letters.
fn stands(text: &[u8], at: usize, word: &str, may_go_on: bool) -> bool {
    let end = at + word.len();
    if text.get(at..end) != Some(word.as_bytes()) {
        return false;
    }
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let begins = !is_letter(text.get(at)) || !is_letter(at.checked_sub(1).and_then(|before| text.get(before)));
    let ends = may_go_on || !is_letter(text.get(end.saturating_sub(1))) || !is_letter(text.get(end));
    begins && ends
}

impl Kind {
    /// Whether it is income.
    pub fn is_income(self) -> bool {
        matches!(self, Kind::Salary | Kind::Benefit | Kind::Business | Kind::Interest | Kind::OtherIn)
    }

    /// Whether it belongs to the expenses of living.
    pub fn is_expense(self) -> bool {
        self.is_essential()
            || matches!(
                self,
                Kind::Subscription
                    | Kind::Fee
                    | Kind::Penalty
                    | Kind::Gambling
                    | Kind::Cash
                    | Kind::PersonalOut
                    | Kind::OtherOut
                    | Kind::Refund
            )
    }

    /// Whether nobody can do without it.
    pub fn is_essential(self) -> bool {
        matches!(
            self,
            Kind::Rent
                | Kind::Utility
                | Kind::Phone
                | Kind::Food
                | Kind::Transport
                | Kind::Health
                | Kind::Education
                | Kind::Insurance
                | Kind::Tax
        )
    }

    /// Whether it comes back each month by contract.
    pub fn is_fixed(self) -> bool {
        matches!(self, Kind::Rent | Kind::Utility | Kind::Phone | Kind::Insurance | Kind::Subscription)
    }

    /// Whether it counts at all.
    pub fn is_counted(self) -> bool {
        !matches!(self, Kind::Own | Kind::Closed | Kind::Saving)
    }
}

#[cfg(test)]
mod tests {
    use super::{Direction, Kind, WORDS, of_text};

    fn check(text: &str, direction: Direction, expected: Kind) {
        assert_eq!(of_text(text, direction), expected, "{text}");
    }

    #[test]
    fn words_say_what_an_entry_is() {
        use Direction::{In, Out};
        for (text, direction, expected) in [
            ("花呗自动还款-2026年03月账单", Out, Kind::Repayment),
            ("建设银行信用卡还款", Out, Kind::Repayment),
            ("微粒贷 放款", In, Kind::Borrowed),
            ("某某公司 3月工资", In, Kind::Salary),
            ("房东\n转账备注:房租", Out, Kind::Rent),
            ("话费充值", Out, Kind::Phone),
            ("零钱提现", Out, Kind::Own),
            ("余额宝-2026.03.04-收益发放", In, Kind::Interest),
            ("ACME LTD SALARY", In, Kind::Salary),
            ("Parental guidance", Out, Kind::OtherOut),
            ("taxi home", Out, Kind::Transport),
            ("better", Out, Kind::OtherOut),
            ("Gambling.com", Out, Kind::Gambling),
            ("逾期违约金 还款", Out, Kind::Penalty),
            ("淘宝退款", In, Kind::Refund),
        ] {
            check(text, direction, expected);
        }
    }

    #[test]
    fn every_word_is_found_by_its_own_line_or_one_before() {
        for (line, (_, direction, words)) in WORDS.iter().enumerate() {
            for word in *words {
                assert!(word.len() >= 3, "{word} is too short for the index");
                let kind = of_text(word.trim_end_matches('*'), direction.unwrap_or(Direction::Out));
                let found = WORDS.iter().position(|(known, of, _)| *known == kind && (of.is_none() || of == direction));
                assert!(found.is_some_and(|found| found <= line), "{word} is read as {kind:?}");
            }
        }
    }
}
