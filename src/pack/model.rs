//! A model: points tables over characteristics, the scale, the calibration and the card.

use super::derivation::{Derivation, NamedDerivation};
use crate::json::{Map, choice, record, union};
use crate::rate::Ppm;

choice! {
    /// The version of the model document.
    pub enum ModelSchema {
        /// The first.
        "kaimen/model@1" V1,
    }
}

record! {
    /// A scorecard with its calibration and its card: what `kaimen fit` makes.
    pub struct Model {
        /// Which document this is.
        "schema" schema: ModelSchema,
        /// Its name.
        "id" id: String,
        /// How columns of raw data become answers: what fitting and validating read. Packs leave it out.
        "inputs" inputs: Option<Vec<Input>>,
        /// Answers that raw data give only through a derivation, such as the worst of six months. Packs, which ask
        /// for them, leave it out.
        "prepared" prepared: Option<Vec<NamedDerivation>>,
        /// Points of an applicant about whom nothing is known yet.
        "basePoints" base_points: i64,
        /// The scale of the points.
        "scale" scale: Scale,
        /// The scored characteristics.
        "characteristics" characteristics: Vec<Characteristic>,
        /// Probability of default by score: ascending scores, the probability read between them by a straight line.
        "calibration" calibration: Vec<Knot>,
        /// What is known about how good it is.
        "card" card: Card,
    }
}

record! {
    /// How a column of raw data becomes an answer.
    pub struct Input {
        /// The answer's id.
        "id" id: String,
        /// The column.
        "column" column: String,
        /// Cell texts that mean "not known", besides the empty cell.
        "missing" missing: Vec<String>,
        /// The choice that each cell text stands for, one that is not listed for itself; the column is a number if
        /// left out.
        "choices" choices: Option<Map<String>>,
        /// A number is multiplied by this to come to the answer's unit.
        "times" times: i64,
    }
}

record! {
    /// The scale of a score: `baseScore` points at good : bad odds of `baseOdds` : 1, and `pdo` points to double them.
    pub struct Scale {
        /// Points at the base odds.
        "baseScore" base_score: i64,
        /// The base odds.
        "baseOdds" base_odds: i64,
        /// Points to double the odds.
        "pdo" pdo: i64,
    }
}

choice! {
    /// How the points go as the value rises.
    pub enum Trend {
        /// Never down.
        "ascending" Ascending,
        /// Never up.
        "descending" Descending,
        /// Either way.
        "none" None,
    }
}

record! {
    /// A characteristic and its points table.
    pub struct Characteristic {
        /// Its name; also the reason code of its lost points.
        "id" id: String,
        /// How it is derived from answers.
        "derivation" derivation: Derivation,
        /// How the points go as the value rises.
        "trend" trend: Trend,
        /// Mean points of those the model was fitted on.
        "meanPoints" mean_points: i64,
        /// The points of an attribute without weight of evidence: one that says neither good nor bad.
        "neutralPoints" neutral_points: i64,
        /// Its attributes: the first that holds the value gives the points.
        "attributes" attributes: Vec<Attribute>,
    }
}

record! {
    /// One bin of a characteristic and its points.
    pub struct Attribute {
        /// Which values it holds.
        "bin" bin: Bin,
        /// The points.
        "points" points: i64,
    }
}

union! {
    /// Which values a bin holds.
    pub enum Bin {
        /// Numbers from `from` to just below `to`.
        "range" Range {
            /// The least; no bound if left out.
            "from" from: Option<i64>,
            /// The first number above; no bound if left out.
            "to" to: Option<i64>,
        },
        /// These choices.
        "choices" Choices {
            /// The choices.
            "of" of: Vec<String>,
        },
        /// Not answered or not known.
        "missing" Missing {},
        /// A ratio whose divisor is 0 or less.
        "undefined" Undefined {},
        /// Whatever no other bin holds.
        "other" Other {},
    }
}

record! {
    /// A band of scores: those from its first to just below the next band's first; the lowest band has no lower bound.
    pub struct Knot {
        /// The first score of the band.
        "fromScore" from: i64,
        /// The score that the probability stands at: the mean of the band's rows.
        "score" score: i64,
        /// Probability of default, parts per million.
        "pdPpm" pd: Ppm,
        /// The lower end of its range: where the share of defaults among as many later applicants of the band will lie,
        /// in 95 cases of 100.
        "lowPpm" low: Ppm,
        /// The upper end of its range.
        "highPpm" high: Ppm,
        /// The rows that it was found from: the fewer, the wider the range.
        "rows" rows: u32,
        /// Mean points of each characteristic, in the model's order, of the rows fitted on that score in the band.
        "meanPoints" means: Vec<i64>,
    }
}

record! {
    /// What is known about how good a model is, and for whom.
    pub struct Card {
        /// Where the rows come from.
        "source" source: String,
        /// Under which licence they are used.
        "licence" licence: String,
        /// When they were observed.
        "period" period: String,
        /// What counts as default.
        "target" target: String,
        /// Rows fitted on.
        "rows" rows: u32,
        /// Defaults among them.
        "bads" bads: u32,
        /// Rows kept apart, on which the metrics were measured.
        "heldOutRows" held_out_rows: u32,
        /// Defaults among those.
        "heldOutBads" held_out_bads: u32,
        /// How the points were fitted.
        "method" method: String,
        /// Columns that were not used, and why.
        "dropped" dropped: Vec<Dropped>,
        /// How much each characteristic tells by itself.
        "information" information: Vec<Information>,
        /// How good it is on the rows kept apart.
        "metrics" metrics: Vec<Metric>,
        /// The share of score bands whose later share of defaults lay in the range told for them, over 200 random
        /// halvings of the rows; 950,000 is what the ranges promise. None where it was not tried.
        "rangeCoveragePpm" range_coverage: Option<Ppm>,
        /// Whether groups are approved less often, on the rows kept apart.
        "adverseImpact" adverse_impact: Vec<AdverseImpact>,
        /// What it can't do, in plain words.
        "limits" limits: Vec<String>,
    }
}

record! {
    /// Columns that were not used.
    pub struct Dropped {
        /// The columns.
        "columns" columns: Vec<String>,
        /// Why.
        "reason" reason: String,
    }
}

record! {
    /// How much a characteristic tells by itself, on the rows fitted on.
    pub struct Information {
        /// The characteristic.
        "id" id: String,
        /// Information value in parts per million: `Σ (share of goods − share of bads) · weight of evidence` of its bins.
        "valuePpm" value: Ppm,
    }
}

record! {
    /// One measure with its interval of 95 %.
    pub struct Metric {
        /// `auc`, `gini`, `ks`, `brier`, `log-loss` or `ece`.
        "id" id: String,
        /// Its value in parts per million.
        "valuePpm" value: Ppm,
        /// The lower end.
        "lowPpm" low: Ppm,
        /// The upper end.
        "highPpm" high: Ppm,
    }
}

record! {
    /// The share of a group that passes a cut-off over that of the reference group.
    pub struct AdverseImpact {
        /// The cut-off: the least score that passes.
        "cutOff" cut_off: i64,
        /// The group.
        "group" group: String,
        /// The group it is compared with.
        "reference" reference: String,
        /// Rows of the group.
        "rows" rows: u32,
        /// Rows of the reference group.
        "referenceRows" reference_rows: u32,
        /// The share of the group's rows that pass the cut-off.
        "approvedPpm" approved: Ppm,
        /// The ratio of the two shares; below 0.8 it is commonly taken as a warning.
        "ratioPpm" ratio: Ppm,
        /// The lower end of its interval.
        "lowPpm" low: Ppm,
        /// The upper end of its interval.
        "highPpm" high: Ppm,
    }
}
