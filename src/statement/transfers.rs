//! Money that one account of the applicant got from another, and purchases that a wallet and the bank behind it both tell.

use super::document::{Account, Direction, Entry, Kind};
use crate::application::Provenance;

/// How many days one account may tell later than the other.
const DAYS: i64 = 3;

/// How many entries of the same amount are looked at for each.
const NEAR: usize = 64;

/// Counts as nothing what is told by two accounts of the same person, so that it does not count twice: `owners` says for each
/// entry which account it is of. Two entries belong together where their amounts are the same and their days no more than three
/// apart; the nearest in time that is left is taken. What the applicant said stays as it is.
///
/// - A transfer: out of one account, into another. One of the two says that it is the applicant's own, or both say nothing more
///   of themselves than that money moved.
/// - A purchase by a wallet that its bank tells as well, naming the wallet: the wallet knows what was bought, so the bank's
///   entry is the one that counts as nothing. So with a refund and with what was taken out of the wallet.
pub(super) fn own_transfers(entries: &mut [Entry], owners: &[(u32, Account)]) {
    let several = owners.iter().any(|(number, _)| owners.first().is_some_and(|(first, _)| first != number));
    if !several {
        return;
    }
    let key = |place: usize| entries.get(place).map(|entry| (entry.amount, entry.date));
    let order = crate::order::order(entries.len(), &|a, b| key(a).cmp(&key(b)));
    let mut is_paired = vec![false; entries.len()];
    for (at, first) in order.iter().enumerate() {
        for second in order.iter().skip(at + 1).take(NEAR) {
            let taken = [first, second].iter().any(|place| is_paired.get(**place).copied().unwrap_or(true));
            if taken {
                continue;
            }
            let Some([one, other]) = told(entries, owners, *first, *second) else { continue };
            if !is_near(one.0, other.0) {
                break;
            }
            let [is_nothing, other_is_nothing] = pair(one, other);
            for (place, is_nothing) in [(first, is_nothing), (second, other_is_nothing)] {
                if let Some(entry) = entries.get_mut(*place).filter(|_| is_nothing) {
                    entry.kind = Kind::Own;
                }
            }
            if is_nothing || other_is_nothing {
                [first, second]
                    .iter()
                    .for_each(|place| is_paired.get_mut(**place).into_iter().for_each(|at| *at = true));
            }
        }
    }
}

type Told<'e> = (&'e Entry, (u32, Account));

fn told<'e>(entries: &'e [Entry], owners: &[(u32, Account)], a: usize, b: usize) -> Option<[Told<'e>; 2]> {
    let of = |place: usize| Some((entries.get(place)?, *owners.get(place)?));
    Some([of(a)?, of(b)?])
}

fn is_near(a: &Entry, b: &Entry) -> bool {
    a.amount == b.amount && b.date.days_since(a.date).abs() <= DAYS
}

/// Which of the two count as nothing.
fn pair(a: Told<'_>, b: Told<'_>) -> [bool; 2] {
    let ((one, (number, _)), (other, (other_number, _))) = (a, b);
    let stays = |entry: &Entry| entry.kind == Kind::Closed || entry.provenance == Provenance::Said;
    if number == other_number || one.amount == 0 || stays(one) || stays(other) {
        return [false; 2];
    }
    if is_behind(a, b) {
        return [true, false];
    }
    if is_behind(b, a) {
        return [false, true];
    }
    [is_transfer(one, other); 2]
}

/// Whether an entry of a bank tells what a wallet told: it names a wallet.
fn is_behind((bank, (_, account)): Told<'_>, (wallet, (_, of)): Told<'_>) -> bool {
    const WALLETS: [&str; 6] = ["财付通", "微信", "支付宝", "alipay", "tenpay", "wechat"];
    let text = [&bank.counterparty, "\n", &bank.memo].concat().to_lowercase();
    let same_way = match bank.direction {
        Direction::Out => wallet.direction == Direction::Out,
        Direction::In => wallet.neutral || wallet.kind == Kind::Refund,
    };
    account != Account::Wallet && of == Account::Wallet && same_way && WALLETS.iter().any(|name| text.contains(name))
}

fn is_transfer(a: &Entry, b: &Entry) -> bool {
    let opposite = a.direction != b.direction || a.neutral || b.neutral;
    let own = (a.kind == Kind::Own || b.kind == Kind::Own) && is_plain(a.kind) && is_plain(b.kind);
    let (came, went) = if a.direction == Direction::In { (a.kind, b.kind) } else { (b.kind, a.kind) };
    let unsaid = matches!(
        (came, went),
        (Kind::OtherIn, Kind::OtherOut | Kind::PersonalOut) | (Kind::PersonalIn, Kind::PersonalOut)
    );
    opposite && (own || unsaid)
}

/// Whether a kind says no more than that money moved, or that a lender was paid: a card is, by who has it.
fn is_plain(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Own
            | Kind::OtherIn
            | Kind::OtherOut
            | Kind::PersonalIn
            | Kind::PersonalOut
            | Kind::Repayment
            | Kind::Saving
            | Kind::Cash
    )
}
