//! The statement as a document: what was read, what it was counted as, what it comes to.

use super::columns::Columns;
use super::figures::Figures;
use crate::application::Provenance;
use crate::date::Date;
use crate::json::{choice, record};

choice! {
    /// The version of the statement document.
    pub enum StatementSchema {
        /// The first.
        "kaimen/statement@1" V1,
    }
}

choice! {
    /// The format of a file.
    pub enum Format {
        /// A bill of Alipay (支付宝), CSV.
        "alipay" Alipay,
        /// A bill of WeChat Pay (微信支付), CSV or XLSX.
        "wechat-pay" WechatPay,
        /// A table of a bank, CSV or XLSX, whose columns are guessed or named.
        "bank-table" BankTable,
        /// Open Financial Exchange, 1.x (SGML) or 2.x (XML); QFX is the same.
        "ofx" Ofx,
        /// Quicken Interchange Format.
        "qif" Qif,
        /// ISO 20022 camt.053: a bank's statement to its customer, XML.
        "camt-053" Camt053,
        /// SWIFT MT940.
        "mt940" Mt940,
        /// Several files of different formats.
        "several" Several,
    }
}

choice! {
    /// What kind of account a statement is of.
    pub enum Account {
        /// A payment wallet: Alipay, WeChat Pay.
        "wallet" Wallet,
        /// A current or savings account.
        "bank" Bank,
        /// A credit card: what comes in are payments for it.
        "card" Card,
        /// Several of different kinds.
        "several" Several,
    }
}

choice! {
    /// Which way money went.
    pub enum Direction {
        /// To the account.
        "in" In,
        /// From the account.
        "out" Out,
    }
}

choice! {
    /// What an entry is counted as.
    pub enum Kind {
        /// Wages.
        "salary" Salary,
        /// A pension or a benefit.
        "benefit" Benefit,
        /// What customers of the applicant paid.
        "business" Business,
        /// Interest or yield received.
        "interest" Interest,
        /// From another person: a transfer, a red packet. Not counted as income.
        "personal-in" PersonalIn,
        /// Paid out by a lender. Not counted as income.
        "borrowed" Borrowed,
        /// Money that came back for something bought: less spending, not more income.
        "refund" Refund,
        /// Any other money in, counted as income.
        "other-in" OtherIn,
        /// Rent.
        "rent" Rent,
        /// Electricity, water, gas, heating, the house's upkeep.
        "utility" Utility,
        /// Telephone and internet.
        "phone" Phone,
        /// Food and daily goods.
        "food" Food,
        /// Getting about.
        "transport" Transport,
        /// Health.
        "health" Health,
        /// School and training.
        "education" Education,
        /// Insurance.
        "insurance" Insurance,
        /// Taxes.
        "tax" Tax,
        /// What renews itself each month.
        "subscription" Subscription,
        /// To a lender: cards, consumer loans, instalments, mortgages.
        "repayment" Repayment,
        /// A fee of the bank or wallet.
        "fee" Fee,
        /// Charged because something was late, bounced or overdrawn.
        "penalty" Penalty,
        /// A bet, a lottery ticket or the like, either way.
        "gambling" Gambling,
        /// Cash taken out or paid in.
        "cash" Cash,
        /// To another person.
        "personal-out" PersonalOut,
        /// Put aside or invested, or taken back from there.
        "saving" Saving,
        /// Between accounts of the applicant. Counted as nothing.
        "own" Own,
        /// Any other money out.
        "other-out" OtherOut,
        /// Closed, failed or undone: no money moved in the end. Counted as nothing.
        "closed" Closed,
    }
}

record! {
    /// One entry.
    pub struct Entry {
        /// The line of the file, or the row of the sheet, that it stands in; counted from 1.
        "line" line: u32,
        /// The day.
        "date" date: Date,
        /// How much, in minor units, 0 or more.
        "amountMinor" amount: i64,
        /// Which way it went.
        "direction" direction: Direction,
        /// Whether the file itself counts it as neither income nor spending (不计收支).
        "neutral" neutral: bool,
        /// Who was on the other side, as the file says it.
        "counterparty" counterparty: String,
        /// What it was for, as the file says it.
        "memo" memo: String,
        /// The file's own category or type of transaction; empty where it has none.
        "category" category: String,
        /// The file's own status; empty where it has none.
        "status" status: String,
        /// The account's balance after it, in minor units, where the file says so.
        "balanceMinor" balance: Option<i64>,
        /// What it is counted as.
        "kind" kind: Kind,
        /// Whether that was found in the file or said by the applicant.
        "provenance" provenance: Provenance,
    }
}

record! {
    /// Something that could not be read as it should, and where.
    pub struct Fault {
        /// Which kind of problem; permanent, kebab-case.
        "code" code: String,
        /// The line of the file, or the row of the sheet, counted from 1.
        "line" line: u32,
        /// The cell of a table, or the character of a line, counted from 1; left out where it is the whole line.
        "column" column: Option<u32>,
        /// What is accepted there, for a developer; never what was met.
        "message" message: String,
    }
}

choice! {
    /// Which comes first where a day is written with figures alone and the year comes last.
    pub enum DayOrder {
        /// 31/12/2026.
        "day-first" DayFirst,
        /// 12/31/2026.
        "month-first" MonthFirst,
    }
}

choice! {
    /// What had to be assumed.
    pub enum Assumed {
        /// Every day in the file can be read two ways; it was read day before month.
        "day-first" DayFirst,
        /// The same, read month before day.
        "month-first" MonthFirst,
        /// The file does not say the currency; it was taken from who asked.
        "currency" Currency,
        /// What the columns of a bank's table mean.
        "columns" Columns,
        /// Amounts have no sign and nothing says which way they went: the balance does.
        "direction-by-balance" DirectionByBalance,
        /// Amounts have no sign and nothing says which way they went: all were taken as money out.
        "all-out" AllOut,
        /// The workbook has more sheets; the first was read.
        "first-sheet" FirstSheet,
        /// The file has more accounts; all were read as one.
        "accounts-joined" AccountsJoined,
        /// The file does not say which days it covers: from the first entry to the last.
        "period" Period,
    }
}

record! {
    /// What became of the rows: `read + leftOut + unread` are all rows after the headings, `leftOut` being those without
    /// an entry, such as sums, notes and empty lines.
    pub struct Rows {
        /// Became entries.
        "read" read: u32,
        /// Hold none.
        "leftOut" left_out: u32,
        /// Could not be read; each is among the problems, as far as those go.
        "unread" unread: u32,
        /// How many entries the file itself says it has, where it does.
        "stated" stated: Option<u32>,
    }
}

record! {
    /// A table's headings and first rows, so that the columns can be checked and corrected.
    pub struct Preview {
        /// The line of the headings; 0 where there are none.
        "headingLine" heading_line: u32,
        /// The headings, or as many empty texts as there are columns.
        "headings" headings: Vec<String>,
        /// The first rows, cell by cell.
        "rows" rows: Vec<Vec<String>>,
        /// What the columns were taken for.
        "columns" columns: Columns,
    }
}

record! {
    /// One calendar month, in minor units.
    pub struct Month {
        /// Its first day.
        "from" from: Date,
        /// Whether the statement covers all of it.
        "whole" whole: bool,
        /// All money in that is counted: income, gifts, borrowed, other than what came back.
        "inMinor" money_in: i64,
        /// All money out that is counted, repayments included, less what came back.
        "outMinor" money_out: i64,
        /// Income.
        "incomeMinor" income: i64,
        /// Living expenses: money out without repayments and savings, less what came back.
        "expensesMinor" expenses: i64,
        /// Paid to lenders.
        "repaymentsMinor" repayments: i64,
        /// The lowest balance at the end of a day, where the file has balances.
        "lowestMinor" lowest: Option<i64>,
    }
}

record! {
    /// What a question of the pack would be answered with.
    pub struct Fill {
        /// The question's id, as the shipped packs have it; the pack's question of that id has to be of the same subject.
        "question" question: String,
        /// What the question is about.
        "subject" subject: String,
        /// The answer: minor units, or a count.
        "value" value: i64,
        /// Where it comes from: `from-statement`, or `said` once the applicant changed what an entry is counted as.
        "provenance" provenance: Provenance,
    }
}

record! {
    /// A statement that was read.
    pub struct Statement {
        /// Which document this is.
        "schema" schema: StatementSchema,
        /// The file's format.
        "format" format: Format,
        /// What kind of account it is of.
        "account" account: Account,
        /// The currency, ISO 4217.
        "currency" currency: String,
        /// The first day that it covers.
        "from" from: Date,
        /// The last day that it covers.
        "to" to: Date,
        /// What became of the rows.
        "rows" rows: Rows,
        /// The entries, in the order of the file.
        "entries" entries: Vec<Entry>,
        /// Calendar months from the first to the last.
        "months" months: Vec<Month>,
        /// The cash-flow characteristics.
        "figures" figures: Figures,
        /// What questions it would answer.
        "fills" fills: Vec<Fill>,
        /// The table that it was read from, where it was a bank's.
        "preview" preview: Option<Preview>,
        /// What had to be assumed.
        "assumed" assumed: Vec<Assumed>,
        /// What could not be read, in the order of the file: the first hundred.
        "problems" problems: Vec<Fault>,
        /// How many more problems there are.
        "moreProblems" more_problems: u32,
    }
}
