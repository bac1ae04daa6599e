//! From headings to columns.

use super::columns::Columns;

/// The headings that stand for each column, in the order of `columns::NAMES`; the first of a list is taken before those
/// after it.
const HEADINGS: [&[&str]; 13] = [
    &[
        "交易时间",
        "交易创建时间",
        "付款时间",
        "交易日期",
        "记账日期",
        "入账日期",
        "日期",
        "交易日",
        "记账时间",
        "时间",
        "date",
        "transactiondate",
        "bookingdate",
        "postingdate",
        "posteddate",
        "dateposted",
        "completeddate",
        "starteddate",
        "datetime",
        "buchungstag",
        "buchungsdatum",
        "fecha",
        "datum",
        "data",
        "tanggal",
        "valuedate",
        "valuta",
    ],
    &[
        "交易金额",
        "金额",
        "发生额",
        "人民币金额",
        "入账金额",
        "amount",
        "transactionamount",
        "netamount",
        "betrag",
        "importe",
        "valor",
        "montant",
        "umsatz",
        "jumlah",
    ],
    &[
        "收入金额",
        "收入",
        "存入金额",
        "存入",
        "贷方发生额",
        "贷方金额",
        "贷方",
        "转入金额",
        "credit",
        "creditamount",
        "credits",
        "paidin",
        "moneyin",
        "deposit",
        "deposits",
        "depositamount",
        "in",
        "haben",
        "kredit",
        "abono",
        "entrada",
    ],
    &[
        "支出金额",
        "支出",
        "支取金额",
        "支取",
        "取出",
        "借方发生额",
        "借方金额",
        "借方",
        "转出金额",
        "debit",
        "debitamount",
        "debits",
        "paidout",
        "moneyout",
        "withdrawal",
        "withdrawals",
        "withdrawalamount",
        "out",
        "soll",
        "cargo",
        "saída",
    ],
    &[
        "收/支",
        "收支",
        "收支类型",
        "借贷标志",
        "借贷",
        "借/贷",
        "debit/credit",
        "credit/debit",
        "dr/cr",
        "cr/dr",
        "creditdebitindicator",
        "direction",
        "type",
    ],
    &[
        "账户余额",
        "余额",
        "联机余额",
        "本次余额",
        "可用余额",
        "交易后余额",
        "balance",
        "runningbalance",
        "accountbalance",
        "saldo",
        "kontostand",
    ],
    &[
        "交易对方",
        "对方户名",
        "对手信息",
        "对方名称",
        "对方账户名称",
        "对方信息",
        "收款人",
        "商户名称",
        "counterparty",
        "payee",
        "name",
        "merchant",
        "beneficiary",
        "payer/payee",
        "description",
        "empfänger",
        "auftraggeber/empfänger",
    ],
    &[
        "商品说明",
        "商品名称",
        "商品",
        "交易摘要",
        "摘要",
        "交易说明",
        "附言",
        "用途",
        "memo",
        "description",
        "details",
        "narrative",
        "particulars",
        "transactiondescription",
        "purpose",
        "reference",
        "verwendungszweck",
        "concepto",
    ],
    &["备注", "交易附言", "notes", "note", "comment", "remark", "remarks"],
    &["交易分类", "交易类型", "类型", "分类", "交易名称", "category", "transactiontype", "kategorie"],
    &["交易状态", "当前状态", "状态", "status", "state"],
    &["交易订单号", "交易单号", "交易号", "流水号", "交易流水号", "transactionid", "trans_id", "id", "referencenumber"],
    &["币种", "货币", "币别", "currency", "währung", "moneda"],
];

/// What the cells of a row mean as headings.
pub(super) fn columns(cells: &[&str]) -> Columns {
    let plain: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
    let mut columns = Columns::NONE;
    let mut taken = Vec::new();
    for (slot, names) in columns.slots().into_iter().zip(HEADINGS) {
        let mut found = None;
        for name in names {
            let place = plain.iter().position(|cell| cell == name);
            found = found.or(place.filter(|place| !taken.contains(place)));
        }
        taken.extend(found);
        *slot = found.and_then(|place| u32::try_from(place + 1).ok());
    }
    columns
}

/// A heading without what is in brackets, spaces and capitals: `Amount (EUR)` is `amount`.
pub(super) fn plain(heading: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_u32;
    for character in heading.chars() {
        match character {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 || character.is_whitespace() || matches!(character, '"' | '\u{feff}') => {}
            _ => plain.extend(character.to_lowercase()),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::columns;

    #[test]
    fn headings_of_banks_are_known() {
        let of = columns(&["Date", "Description", "Money out", "Money in", "Balance (GBP)"]);
        assert_eq!(
            (of.date, of.counterparty, of.debit, of.credit, of.balance),
            (Some(1), Some(2), Some(3), Some(4), Some(5))
        );
        let of = columns(&["记账日期", "货币", "交易金额", "联机余额", "交易摘要", "对手信息"]);
        assert_eq!(
            (of.date, of.amount, of.balance, of.memo, of.counterparty, of.currency),
            (Some(1), Some(3), Some(4), Some(5), Some(6), Some(2))
        );
    }

    #[test]
    fn no_column_means_two_things() {
        let mut of = columns(&["date", "amount", "description", "description"]);
        let mut numbers: Vec<u32> = of.slots().into_iter().filter_map(|slot| *slot).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2, 3]);
    }
}
