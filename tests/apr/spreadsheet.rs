//! The time value of money as spreadsheets define it: what is received above zero, what is paid below; the engine finds
//! the rates.

use crate::flows::{number, try_number};
use crate::methods::list;
use kaimen::apr::{compounded, irr};
use serde_json::Value;

/// The value of a function of a spreadsheet, its arguments in the spreadsheet's order.
pub fn value(function: &str, args: &Value) -> f64 {
    let values: Vec<&Value> = args.as_array().unwrap().iter().collect();
    // A list of two is a quotient: its value is a number; a longer one is a row of values.
    let rows: Vec<Vec<f64>> = values.iter().filter(|value| is_row(value)).map(|value| list(value)).collect();
    let args = Args(values.iter().filter(|value| !is_row(value)).map(|value| number(value)).collect());
    match function.to_lowercase().trim_start_matches("xl_").trim_end_matches("_add") {
        "pv" => pv(args.at(0), args.at(1), args.at(2), args.at(3), args.at(4)),
        "fv" => fv(args.at(0), args.at(1), args.at(2), args.at(3), args.at(4)),
        "pmt" => pmt(args.at(0), args.at(1), args.at(2), args.at(3), args.at(4)),
        "nper" => nper(args.at(0), args.at(1), args.at(2), args.at(3), args.at(4)),
        "rate" => rate(args.at(0), args.at(1), args.at(2), args.at(3), args.at(4)),
        "ipmt" => ipmt(args.at(0), args.at(1), args.at(2), args.at(3), args.at(4), args.at(5)),
        "ppmt" => {
            let payment = pmt(args.at(0), args.at(2), args.at(3), args.at(4), args.at(5));
            payment - ipmt(args.at(0), args.at(1), args.at(2), args.at(3), args.at(4), args.at(5))
        }
        "cumipmt" => cumulative(&args, |args, per| ipmt(args.at(0), per, args.at(1), args.at(2), 0.0, args.at(5))),
        "cumprinc" => cumulative(&args, |args, per| {
            let interest = ipmt(args.at(0), per, args.at(1), args.at(2), 0.0, args.at(5));
            pmt(args.at(0), args.at(1), args.at(2), 0.0, args.at(5)) - interest
        }),
        "ispmt" => args.at(3) * args.at(0) * (args.at(1) / args.at(2) - 1.0),
        "rri" => compounded(args.at(2) / args.at(1) - 1.0, 1.0 / args.at(0)),
        "pduration" => (args.at(2) / args.at(1)).ln() / args.at(0).ln_1p(),
        "effect" | "effective" => compounded(args.at(0) / args.at(1), args.at(1)),
        "nominal" => compounded(args.at(0), 1.0 / args.at(1)) * args.at(1),
        // A fee on an amount for some days of a year, in per cent.
        "simple_apr" => 100.0 * args.at(0) / args.at(1) * args.at(3) / args.at(2),
        "fvschedule" => rows[0].iter().fold(args.at(0), |worth, rate| worth * (1.0 + rate)),
        "irr" => irr(rows.first().unwrap_or(&args.0)).unwrap(),
        // A row begins now, as numpy has it; single values begin a period from now, as spreadsheets have it.
        "npv" => match rows.first() {
            Some(row) => npv(args.at(0), row),
            None => npv(args.at(0), &args.0[1..]) / (1.0 + args.at(0)),
        },
        "mirr" => mirr(&rows[0], args.at(0), args.at(1)),
        other => panic!("no function: {other}"),
    }
}

fn is_row(value: &Value) -> bool {
    value.is_array() && try_number(value).is_none()
}

/// Arguments in order; those left out are zero.
struct Args(Vec<f64>);

impl Args {
    fn at(&self, place: usize) -> f64 {
        self.0.get(place).copied().unwrap_or(0.0)
    }
}

/// `1 + rate · begin` and the sum of growths: what one payment of 1 each period comes to.
fn annuity(rate: f64, periods: f64, begin: f64) -> f64 {
    if rate == 0.0 { periods } else { (1.0 + rate * begin) * compounded(rate, periods) / rate }
}

fn fv(rate: f64, periods: f64, payment: f64, now: f64, begin: f64) -> f64 {
    -(now * (1.0 + compounded(rate, periods)) + payment * annuity(rate, periods, begin))
}

fn pv(rate: f64, periods: f64, payment: f64, end: f64, begin: f64) -> f64 {
    -(end + payment * annuity(rate, periods, begin)) / (1.0 + compounded(rate, periods))
}

fn pmt(rate: f64, periods: f64, now: f64, end: f64, begin: f64) -> f64 {
    -(now * (1.0 + compounded(rate, periods)) + end) / annuity(rate, periods, begin)
}

fn nper(rate: f64, payment: f64, now: f64, end: f64, begin: f64) -> f64 {
    if rate == 0.0 {
        return -(now + end) / payment;
    }
    let payment = payment * (1.0 + rate * begin);
    ((payment - end * rate) / (payment + now * rate)).ln() / rate.ln_1p()
}

/// The interest of payment `per`; none with the first where payments come at the beginning.
fn ipmt(rate: f64, per: f64, periods: f64, now: f64, end: f64, begin: f64) -> f64 {
    if begin != 0.0 && per == 1.0 {
        return 0.0;
    }
    let payment = pmt(rate, periods, now, end, begin);
    fv(rate, per - 1.0, payment, now, begin) * rate / (1.0 + rate * begin)
}

fn cumulative(args: &Args, part: impl Fn(&Args, f64) -> f64) -> f64 {
    (args.at(3) as u32..=args.at(4) as u32).map(|per| part(args, f64::from(per))).sum()
}

fn rate(periods: f64, payment: f64, now: f64, end: f64, begin: f64) -> f64 {
    let last = periods as usize;
    let mut flows = vec![0.0; last + 1];
    let first = usize::from(begin == 0.0);
    flows[first..first + last].iter_mut().for_each(|flow| *flow += payment);
    flows[0] += now;
    flows[last] += end;
    irr(&flows).unwrap()
}

fn npv(rate: f64, flows: &[f64]) -> f64 {
    flows.iter().rev().fold(0.0, |worth, flow| worth / (1.0 + rate) + flow)
}

/// What comes in is put to work at one rate, what goes out is borrowed at another.
fn mirr(flows: &[f64], finance: f64, reinvest: f64) -> f64 {
    let (incoming, outgoing): (Vec<f64>, Vec<f64>) = flows.iter().map(|flow| (flow.max(0.0), flow.min(0.0))).unzip();
    let periods = (flows.len() - 1) as f64;
    let end = npv(reinvest, &incoming) * (1.0 + compounded(reinvest, periods));
    compounded(end / -npv(finance, &outgoing) - 1.0, 1.0 / periods)
}
