//! What an entry is counted as, by the words in it.

use super::document::{Direction, Kind};
use super::draft::Said;
use std::sync::LazyLock;

/// Words and what they mean, a line for each kind, direction and family of languages: an earlier line is taken before a later
/// one. A word in Latin letters is matched whole, `*` standing for any ending; one in other letters wherever it stands.
const WORDS: &str = include_str!("kinds/words.txt");

/// What a line of [`WORDS`] says.
struct Line {
    kind: Kind,
    /// None where it is said of money in and of money out.
    direction: Option<Direction>,
    words: Vec<&'static str>,
}

/// The lines, and where the words of a text may be looked up by their first three bytes.
struct Index {
    lines: Vec<Line>,
    /// For each hash of three bytes, the words that begin so: the word, whether it may go on, its line.
    buckets: Vec<Vec<(&'static str, bool, usize)>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let lines = lines();
    let mut buckets = vec![Vec::new(); 256];
    for (place, line) in lines.iter().enumerate() {
        for word in &line.words {
            let stem = word.strip_suffix('*');
            let word = stem.unwrap_or(word);
            let bucket = word.as_bytes().first_chunk().and_then(|start| buckets.get_mut(hash(start)));
            bucket.into_iter().for_each(|bucket: &mut Vec<_>| bucket.push((word, stem.is_some(), place)));
        }
    }
    Index { lines, buckets }
});

fn lines() -> Vec<Line> {
    let mut lines = Vec::new();
    for line in WORDS.lines() {
        let said = line.split_once(": ").and_then(|(of, words)| Some((of.split_once(' ')?, words)));
        let Some(((kind, direction), words)) = said else { continue };
        let direction = Direction::ALL.iter().copied().find(|known| known.word() == direction);
        if let Some(kind) = Kind::ALL.iter().copied().find(|known| known.word() == kind) {
            lines.push(Line { kind, direction, words: words.split(", ").collect() });
        }
    }
    lines
}

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
    let mut best = INDEX.lines.len();
    for (at, start) in bytes.windows(3).enumerate() {
        let bucket = <&[u8; 3]>::try_from(start).ok().and_then(|start| INDEX.buckets.get(hash(start)));
        for (word, may_go_on, line) in bucket.into_iter().flatten() {
            if *line < best && applies(*line, direction) && stands(bytes, at, word, *may_go_on) {
                best = *line;
            }
        }
    }
    let found = INDEX.lines.get(best).map(|line| line.kind);
    found.unwrap_or(match direction {
        Direction::In => Kind::OtherIn,
        Direction::Out => Kind::OtherOut,
    })
}

fn applies(line: usize, direction: Direction) -> bool {
    INDEX.lines.get(line).is_some_and(|line| line.direction.is_none_or(|of| of == direction))
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
    use super::{Direction, Kind, WORDS, lines, of_text};

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
            ("部分付款", Out, Kind::OtherOut),
            ("微信分付", Out, Kind::Repayment),
            ("INTERNET BANKING TRANSFER", Out, Kind::OtherOut),
            ("Internet service provider", Out, Kind::Phone),
            ("MOBILE PAYMENT to J. Doe", Out, Kind::OtherOut),
            ("山姆会员店", Out, Kind::Food),
            ("腾讯视频会员", Out, Kind::Subscription),
            ("特来电充电费", Out, Kind::Transport),
            ("家电费用", Out, Kind::OtherOut),
            ("国网电费", Out, Kind::Utility),
            ("菜鸟驿站", Out, Kind::OtherOut),
            ("钱大妈买菜", Out, Kind::Food),
            ("CASH DEPOSIT", In, Kind::Cash),
            ("现金存款", In, Kind::Cash),
        ] {
            check(text, direction, expected);
        }
    }

    #[test]
    fn every_word_is_found_by_its_own_line_or_one_before() {
        let lines = lines();
        assert_eq!(lines.len(), WORDS.lines().count(), "every line names a kind and a direction");
        for (place, line) in lines.iter().enumerate() {
            for word in &line.words {
                assert!(word.len() >= 3, "{word} is too short for the index");
                let kind = of_text(word.trim_end_matches('*'), line.direction.unwrap_or(Direction::Out));
                let found = lines
                    .iter()
                    .position(|known| known.kind == kind && [None, line.direction].contains(&known.direction));
                assert!(found.is_some_and(|found| found <= place), "{word} is read as {kind:?}");
            }
        }
    }
}
