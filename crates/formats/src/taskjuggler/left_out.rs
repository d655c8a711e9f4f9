//! What the words of TaskJuggler stand for that say nothing of a plan. Must never leave out what somebody would miss.

/// What a word of the language that says nothing of the tasks themselves stands for; none where nobody misses it.
pub(super) fn kind_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "account" => "account",
        "timezone" => "time zone",
        "shift" | "shifts" => "shift",
        "workinghours" => "calendar of working hours",
        "leaves" | "vacation" | "leaveallowance" | "leaveallowances" | "overtime" => "leave",
        "rate" | "cost" | "revenue" | "efficiency" => "rate",
        "limits" | "maxeffort" | "load" => "limit",
        "booking" | "bookings" => "booking",
        "charge" | "chargeset" | "startcredit" | "endcredit" | "credits" | "balance" => "charge",
        "timesheet" | "statussheet" | "timesheetreport" | "statussheetreport" => "time sheet",
        "adopt" => "adoption of tasks",
        "fail" | "warn" => "check",
        "export" | "xmlreport" => "report",
        word if word.ends_with("report") => "report",
        _ => return None,
    })
}
