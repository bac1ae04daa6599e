//! The picture of a repayment schedule as the paths of an SVG, in whole numbers: a bar for each payment, and a line.

use crate::schedule::ScheduleColumns;

/// How wide the picture is.
pub const WIDTH: i64 = 3_200;
/// How high; the ground lies below it.
pub const HEIGHT: i64 = 1_000;
/// A part that is there is seen, however small.
const LEAST: i64 = 16;
/// Bars stand apart up to so many of them; more would be all gaps.
const APART: i64 = 90;

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    /// The bars' principal, interest and fees, one above the other. The greatest payment is as high as the picture.
    pub parts: [String; 3],
    /// What is still owed after each payment, as a falling line of steps, on a scale of its own: the amount of the loan is as
    /// high as the picture.
    pub balance: String,
}

/// The picture of these payments.
pub fn bars(plan: &ScheduleColumns) -> Bars {
    let mut drawn = Bars::default();
    let count = i64::try_from(plan.due.len()).unwrap_or(1).max(1);
    let most = plan.totals().into_iter().max().unwrap_or(1).max(1);
    let owed = plan.principal.iter().sum::<i64>().max(1);
    let gap = if count > APART { 0 } else { WIDTH / count / 8 };
    step(&mut drawn.balance, "M0 ", 0);
    for (row, number) in plan.rows().zip(0_i64..) {
        let (from, to) = (number * WIDTH / count, (number + 1) * WIDTH / count);
        let mut ground = HEIGHT;
        for (path, part) in drawn.parts.iter_mut().zip([row.principal, row.interest, row.fees]) {
            let height = part * HEIGHT / most;
            let top = ground - if part > 0 { height.max(LEAST) } else { 0 };
            if part > 0 {
                bar(path, [from + gap, ground, to - from - 2 * gap, top]);
            }
            ground = top;
        }
        step(&mut drawn.balance, "H", (from + to) / 2);
        step(&mut drawn.balance, "V", HEIGHT - row.balance * HEIGHT / owed);
    }
    step(&mut drawn.balance, "H", WIDTH);
    drawn
}

/// A box from `x` and `bottom`, so wide, up to `top`.
fn bar(path: &mut String, [x, bottom, width, top]: [i64; 4]) {
    for (way, number) in [("M", x), (" ", bottom), ("h", width), ("V", top), ("h", -width)] {
        step(path, way, number);
    }
    path.push('z');
}

fn step(path: &mut String, way: &str, number: i64) {
    path.push_str(way);
    path.push_str(&number.to_string());
}

#[cfg(test)]
mod tests {
    use super::bars;
    use crate::date::Date;
    use crate::schedule::ScheduleColumns;

    fn plan(rows: &[[i64; 3]]) -> ScheduleColumns {
        let column = |part: usize| rows.iter().filter_map(|row| row.get(part).copied()).collect::<Vec<i64>>();
        let mut owed = column(0).iter().sum::<i64>();
        let balance = column(0).into_iter().map(|paid| {
            owed -= paid;
            owed
        });
        ScheduleColumns {
            due: rows.iter().map(|_| Date::from_days(0)).collect(),
            balance: balance.collect(),
            principal: column(0),
            interest: column(1),
            fees: column(2),
        }
    }

    #[test]
    fn the_parts_of_a_payment_stand_one_above_the_other_and_the_greatest_fills_the_height() {
        let drawn = bars(&plan(&[[60, 30, 10], [40, 0, 0]]));
        assert_eq!(drawn.parts[0], "M200 1000h1200V400h-1200zM1800 1000h1200V600h-1200z");
        assert_eq!(drawn.parts[1], "M200 400h1200V100h-1200z");
        assert_eq!(drawn.parts[2], "M200 100h1200V0h-1200z");
    }

    #[test]
    fn what_is_owed_falls_to_nothing_by_steps() {
        assert_eq!(bars(&plan(&[[60, 0, 0], [40, 0, 0]])).balance, "M0 0H800V600H2400V1000H3200");
    }

    #[test]
    fn a_small_part_is_seen_and_one_that_is_not_there_is_not_drawn() {
        let drawn = bars(&plan(&[[0, 1, 0], [100_000, 0, 0]]));
        assert_eq!(drawn.parts[1], "M200 1000h1200V984h-1200z");
        assert_eq!(drawn.parts[2], "");
    }

    #[test]
    fn bars_of_many_payments_have_no_gaps_and_stay_within_the_picture() {
        let drawn = bars(&plan(&[[1, 0, 0]; 360]));
        assert!(drawn.parts[0].starts_with("M0 1000h8V0h-8zM8 1000h9"), "{}", &drawn.parts[0][..40]);
        assert!(drawn.parts[0].contains("M3191 1000h9V0"), "the last ends at the side");
    }
}
