//! Field lines: `**Duration**: 1 day`, `Owner: Ann | Priority: high`. Must never take a sentence with a colon for one:
//! only known names count, and only values of the right kind.

use super::section::fold;

/// What a field says of the task it stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum FieldKind {
    /// The task's own key.
    Key,
    /// The task's own title.
    Title,
    /// Effort or duration.
    Effort,
    /// Effort in this many minutes a unit, from a name such as "Estimate (h)".
    EffortIn(Unit),
    /// What it depends on.
    Depends,
    /// Who does it.
    Owner,
    /// How far it is.
    Status,
    /// How far it is, in percent.
    Progress,
    /// How much it matters.
    Priority,
    /// When it is due.
    Due,
    /// When it starts.
    Start,
    /// Free labels.
    Labels,
    /// The task it belongs to.
    Parent,
    /// Time already spent.
    Actual,
    /// Anything to keep as text.
    Description,
    /// A name that says nothing of a plan, beside one that does.
    Other,
}

/// The unit a name gives to bare numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Unit {
    Minutes,
    Hours,
    Days,
    Weeks,
}

/// A field and its value, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field<'t> {
    pub(super) kind: FieldKind,
    pub(super) value: &'t str,
    pub(super) line: u32,
}

/// The fields of a line; none unless every part of the line is one and a plan knows one of them.
pub(super) fn fields(text: &str, line: u32) -> Vec<Field<'_>> {
    let Some(first) =
        field(text, line).or_else(|| other(text, line).filter(|f| f.value.contains(SEPARATORS)))
    else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut rest = first;
    // "Owner: Ann | Effort: 2d": cut where another field begins.
    for _ in 0..8 {
        let cut = cuts(rest.value).find_map(|(at, len)| {
            let part = &rest.value[at + len..];
            let next = field(part, line)
                .or_else(|| other(part, line).filter(|_| rest.value[at..].starts_with(SEPARATORS)))?;
            Some((at, next))
        });
        match cut {
            Some((at, next)) => {
                out.push(Field { value: rest.value[..at].trim(), ..rest });
                rest = next;
            }
            None => break,
        }
    }
    out.push(rest);
    out.retain(|f| !f.value.is_empty());
    if out.iter().all(|f| f.kind == FieldKind::Other) {
        out.clear();
    }
    out
}

/// Marks that set fields of one line apart, and nothing else.
const SEPARATORS: [char; 3] = ['|', '·', '•'];

/// A field of a name that a plan does not know: bold, or a word or two.
fn other(text: &str, line: u32) -> Option<Field<'_>> {
    let (name, value) = split(text)?;
    let bold = text.trim_start_matches([' ', '-']).starts_with("**");
    let short = name.split(' ').count() <= if bold { 4 } else { 2 };
    (short && !value.is_empty()).then_some(Field { kind: FieldKind::Other, value, line })
}

fn cuts(value: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let near = value.char_indices().take(400);
    near.filter(|(_, c)| matches!(c, '|' | ';' | '·' | '•' | ',' | '，' | '；'))
        .map(|(at, c)| (at, c.len_utf8()))
}

/// Name and value of a line such as `- **Effort (h):** 3`, whatever the name.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let colon = text.char_indices().take(60).find(|(_, c)| matches!(c, ':' | '：'))?;
    let (name, value) = (&text[..colon.0], &text[colon.0 + colon.1.len_utf8()..]);
    let name = name.trim_matches(|c: char| {
        matches!(c, '*' | '_' | '`' | ' ' | '\t' | '-') || (!c.is_ascii() && !c.is_alphanumeric())
    });
    let value = value.trim_start_matches(['*', '_']).trim();
    (!name.is_empty() && !value.starts_with("//")).then_some((name, value))
}

fn field(text: &str, line: u32) -> Option<Field<'_>> {
    if let Some((name, value)) = split(text)
        && let Some(kind) = kind(&fold(name))
    {
        return Some(Field { kind, value, line });
    }
    // "Depends on Step 1." says it without a colon.
    let plain = text.trim_start_matches(['*', '_', '-', ' ']);
    let value = ["Depends on ", "depends on ", "Blocked by ", "blocked by "]
        .iter()
        .find_map(|lead| plain.strip_prefix(lead))?;
    let short = value.len() <= 80 && value.bytes().any(|b| b.is_ascii_digit());
    short.then(|| Field { kind: FieldKind::Depends, value: value.trim().trim_end_matches('.'), line })
}

/// The meaning of a field's folded name.
pub(super) fn kind(name: &str) -> Option<FieldKind> {
    if name.split(' ').count() > 5 {
        return None;
    }
    if let Some(kind) = exact(name) {
        return Some(kind);
    }
    if estimates(name) {
        return Some(FieldKind::Effort);
    }
    // "Estimate (h)" and "Effort days" give the unit of bare numbers.
    let (base, unit) = name.rsplit_once(' ')?;
    let unit = match unit {
        "h" | "hr" | "hrs" | "hour" | "hours" | "stunden" | "heures" | "horas" | "小时" | "ч" | "час"
        | "часы" | "часов" | "std" | "人时" => Unit::Hours,
        "min" | "mins" | "minutes" | "m" => Unit::Minutes,
        "d" | "day" | "days" | "pd" | "tage" | "jours" | "días" | "dias" | "天" | "дни" | "дней" | "дн"
        | "pt" | "j" | "人天" | "人日" | "t" => Unit::Days,
        "w" | "week" | "weeks" | "wochen" | "semaines" | "semanas" | "周" | "недели" | "недель" | "wk"
        | "wks" => Unit::Weeks,
        _ => return depends(name).then_some(FieldKind::Depends),
    };
    let base = [" in", " person", " man", " working", " work", " dev", " ideal", " personen"]
        .iter()
        .find_map(|filler| base.strip_suffix(filler))
        .unwrap_or(base);
    matches!(exact(base)?, FieldKind::Effort).then_some(FieldKind::EffortIn(unit))
}

/// The meaning of a column's folded name; a column may be named more shortly than a field.
pub(super) fn column(name: &str) -> Option<FieldKind> {
    match name {
        "#" | "no" | "nr" | "n" | "nº" | "n°" | "№" | "number" | "序号" | "编号" | "task #" | "lfd nr"
        | "pos" => {
            return Some(FieldKind::Key);
        }
        "hours" | "hrs" | "h" | "est hours" | "estimated hours" | "stunden" | "heures" | "horas"
        | "hours est" | "часы" | "часов" => {
            return Some(FieldKind::EffortIn(Unit::Hours));
        }
        "days" | "tage" | "jours" | "días" | "dias" | "person days" | "man days" | "personentage" | "pt"
        | "дни" | "дней" | "人天" | "人日" => {
            return Some(FieldKind::EffortIn(Unit::Days));
        }
        "minutes" | "mins" | "min" => return Some(FieldKind::EffortIn(Unit::Minutes)),
        "weeks" => return Some(FieldKind::EffortIn(Unit::Weeks)),
        "who" | "lead" | "pic" | "dri" => return Some(FieldKind::Owner),
        "done" | "complete" | "completed" | "finished" | "✓" | "✅" | "concluído" | "concluido"
        | "terminé" | "erledigt" | "hecho" | "完成" => return Some(FieldKind::Status),
        "when" | "by" | "eta" | "дата" | "date" | "datum" | "fecha" | "data" | "日期" | "时间"
        | "完成时间" | "计划时间" | "planned date" | "date prévue" | "data prevista" | "fecha prevista"
        | "geplant" | "일정" | "날짜" => {
            return Some(FieldKind::Due);
        }
        "after" | "needs" | "pred" => return Some(FieldKind::Depends),
        "notes"
        | "comments"
        | "remarks"
        | "description"
        | "details"
        | "detail"
        | "result"
        | "acceptance"
        | "output"
        | "outcome"
        | "deliverable"
        | "deliverables"
        | "success criteria"
        | "acceptance criteria"
        | "détail"
        | "détails"
        | "beschreibung"
        | "ergebnis"
        | "descripción"
        | "descrição"
        | "detalle"
        | "detalhes"
        | "说明"
        | "描述"
        | "备注"
        | "交付物"
        | "результат"
        | "описание"
        | "что"
        | "комментарий"
        | "livrable"
        | "entregable" => {
            return Some(FieldKind::Description);
        }
        _ => {}
    }
    kind(name)
}

fn exact(name: &str) -> Option<FieldKind> {
    Some(match name {
        "id" | "task id" | "key" | "wbs" | "wbs code" | "wbs id" | "wbs #" | "code" | "identifier"
        | "issue key" | "story id" | "ref" | "任务编号" | "任务id" | "eap" | "edt" | "код" => {
            FieldKind::Key
        }
        "task name" | "task title" | "title" | "project" | "project name" | "project title" | "projekt"
        | "projet" | "proyecto" | "projeto" => FieldKind::Title,
        "effort"
        | "estimate"
        | "estimated"
        | "estimated effort"
        | "estimated time"
        | "estimation"
        | "duration"
        | "estimated duration"
        | "duration estimate"
        | "time estimate"
        | "effort estimate"
        | "time"
        | "est"
        | "est time"
        | "est effort"
        | "est duration"
        | "size"
        | "t shirt size"
        | "tshirt size"
        | "level of effort"
        | "loe"
        | "workload"
        | "time required"
        | "time needed"
        | "original estimate"
        | "planned effort"
        | "durée"
        | "durée estimée"
        | "temps estimé"
        | "charge"
        | "effort estimé"
        | "dauer"
        | "aufwand"
        | "geschätzter aufwand"
        | "geschätzte dauer"
        | "schätzung"
        | "duración"
        | "estimación"
        | "esfuerzo"
        | "tiempo estimado"
        | "duración estimada"
        | "duração"
        | "estimativa"
        | "esforço"
        | "tempo estimado"
        | "duração estimada"
        | "工期"
        | "工时"
        | "预计时间"
        | "预估工时"
        | "时长"
        | "持续时间"
        | "预计工时"
        | "估时"
        | "所要時間"
        | "見積"
        | "소요 시간"
        | "기간"
        | "예상 기간"
        | "소요 기간"
        | "예상 시간"
        | "공수"
        | "время"
        | "оценка"
        | "оценка времени"
        | "трудозатраты"
        | "трудоемкость"
        | "трудоёмкость"
        | "длительность"
        | "продолжительность"
        | "durata"
        | "stima"
        | "duur"
        | "temps"
        | "temps passé estimé"
        | "tempo"
        | "tiempo"
        | "zeit"
        | "zeitaufwand" => FieldKind::Effort,
        "depends on"
        | "dependencies"
        | "dependency"
        | "depends"
        | "deps"
        | "predecessor"
        | "predecessors"
        | "blocked by"
        | "requires"
        | "prerequisite"
        | "prerequisites"
        | "after"
        | "prereqs"
        | "preceded by"
        | "waits for"
        | "dépendances"
        | "dépend de"
        | "dépendance"
        | "abhängigkeiten"
        | "abhängig von"
        | "abhängigkeit"
        | "vorgänger"
        | "nach"
        | "depende de"
        | "dependencias"
        | "dependencia"
        | "predecesores"
        | "predecesora"
        | "predecesoras"
        | "dependências"
        | "dependência"
        | "predecessoras"
        | "predecessora"
        | "依赖"
        | "前置任务"
        | "依赖任务"
        | "前置条件"
        | "依赖关系"
        | "依存"
        | "선행 작업"
        | "의존성"
        | "선행작업"
        | "зависимости"
        | "зависимость"
        | "зависит от"
        | "предшественники"
        | "предшественник"
        | "предшествующие"
        | "依存関係"
        | "dipendenze"
        | "dipende da"
        | "prédécesseur"
        | "prédécesseurs"
        | "antécédent"
        | "antécédents"
        | "prérequis"
        | "voraussetzung"
        | "voraussetzungen"
        | "precedência"
        | "precedencia" => FieldKind::Depends,
        "owner"
        | "assignee"
        | "assignees"
        | "assigned"
        | "assigned to"
        | "responsible"
        | "responsible person"
        | "resource"
        | "resources"
        | "lead"
        | "owners"
        | "person"
        | "responsable"
        | "responsables"
        | "assigné à"
        | "verantwortlich"
        | "verantwortlicher"
        | "zuständig"
        | "bearbeiter"
        | "asignado"
        | "asignado a"
        | "encargado"
        | "responsável"
        | "responsáveis"
        | "responsible party"
        | "负责人"
        | "执行人"
        | "担当"
        | "담당자"
        | "담당"
        | "ответственный"
        | "исполнитель"
        | "担当者"
        | "执行者"
        | "责任人"
        | "wer"
        | "qui"
        | "quién"
        | "quem" => FieldKind::Owner,
        "status" | "state" | "statut" | "état" | "estado" | "situação" | "状态" | "状況" | "상태"
        | "статус" | "состояние" | "ステータス" | "stato" | "stage status" | "current status" => {
            FieldKind::Status
        }
        "progress"
        | "% complete"
        | "complete %"
        | "percent complete"
        | "completion"
        | "%"
        | "% done"
        | "avancement"
        | "fortschritt"
        | "progreso"
        | "progresso"
        | "进度"
        | "прогресс"
        | "готовность" => FieldKind::Progress,
        "priority" | "prio" | "priorité" | "priorität" | "prioridad" | "prioridade" | "优先级" | "優先度"
        | "importance" | "우선순위" | "приоритет" | "priorità" => FieldKind::Priority,
        "due"
        | "due date"
        | "deadline"
        | "end date"
        | "end"
        | "finish"
        | "finish date"
        | "target date"
        | "target"
        | "target completion"
        | "due by"
        | "completion date"
        | "échéance"
        | "date limite"
        | "date de fin"
        | "fin"
        | "fällig"
        | "fälligkeit"
        | "frist"
        | "termin"
        | "ende"
        | "enddatum"
        | "fecha límite"
        | "vencimiento"
        | "fecha de fin"
        | "fecha fin"
        | "prazo"
        | "data de término"
        | "término"
        | "fim"
        | "data fim"
        | "截止日期"
        | "结束日期"
        | "截止"
        | "完成日期"
        | "结束时间"
        | "期限"
        | "마감일"
        | "마감"
        | "종료일"
        | "완료일"
        | "срок"
        | "дедлайн"
        | "окончание"
        | "дата окончания"
        | "крайний срок"
        | "eta"
        | "término previsto"
        | "scadenza"
        | "bis"
        | "fertig bis" => FieldKind::Due,
        "start"
        | "start date"
        | "begin"
        | "starts"
        | "date de début"
        | "début"
        | "beginn"
        | "startdatum"
        | "fecha de inicio"
        | "inicio"
        | "fecha inicio"
        | "início"
        | "data de início"
        | "data início"
        | "开始日期"
        | "开始时间"
        | "開始日"
        | "planned start"
        | "시작일"
        | "начало"
        | "дата начала" => FieldKind::Start,
        "labels" | "label" | "tags" | "tag" | "étiquettes" | "etiquetas" | "标签" => FieldKind::Labels,
        "parent" | "parent task" | "parent id" | "parent task id" | "epic link" => FieldKind::Parent,
        "actual" | "actual time" | "actual effort" | "time spent" | "spent" => FieldKind::Actual,
        _ => return depends(name).then_some(FieldKind::Depends),
    })
}

/// Names that speak of an estimate without being one of the usual: "Estimación de tiempo", "Estimate for coding".
fn estimates(name: &str) -> bool {
    let other = |w: &str| {
        matches!(w, "total" | "cost" | "costs" | "coste" | "costo" | "coût" | "kosten" | "custo" | "budget")
            || matches!(w, "remaining" | "points" | "date" | "fecha" | "data" | "completion" | "delivery")
            || matches!(w, "h" | "hours" | "days" | "weeks" | "minutes" | "min" | "d" | "value" | "impact")
    };
    let said = ["estim", "schätz", "geschätz", "预估", "预计", "예상"];
    name.split(' ').any(|w| said.iter().any(|s| w.starts_with(s))) && !name.split(' ').any(other)
}

/// Names that speak of earlier tasks without being one of the usual: "Required previous phases".
fn depends(name: &str) -> bool {
    let about = [
        "previous phase",
        "previous task",
        "prerequisite task",
        "task dependenc",
        "depends on task",
        "required task",
        "predecessor task",
        "blocking task",
    ];
    about.iter().any(|words| name.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(FieldKind, &str)]) {
        let got: Vec<_> = fields(text, 1).into_iter().map(|f| (f.kind, f.value)).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn field_lines_are_read_in_their_usual_spellings() {
        check("**Duration**: 1 day", &[(FieldKind::Effort, "1 day")]);
        check("**Estimated Time:** 3-5 days", &[(FieldKind::Effort, "3-5 days")]);
        check("_Owner_: Ann", &[(FieldKind::Owner, "Ann")]);
        check("⏱️ **Effort:** 3h", &[(FieldKind::Effort, "3h")]);
        check("Estimate (h): 3", &[(FieldKind::EffortIn(Unit::Hours), "3")]);
        check(
            "Owner: Ann | Effort: 2d; Priority: high",
            &[(FieldKind::Owner, "Ann"), (FieldKind::Effort, "2d"), (FieldKind::Priority, "high")],
        );
        check("Depends on: T1, T2", &[(FieldKind::Depends, "T1, T2")]);
        check("**Required Previous Phases:** MT-001", &[(FieldKind::Depends, "MT-001")]);
        check("Estimación de tiempo: 2 días", &[(FieldKind::Effort, "2 días")]);
        check("工期：3天", &[(FieldKind::Effort, "3天")]);
        check(
            "**Effort:** 3 days | **Impact:** HIGH (+7 houses)",
            &[(FieldKind::Effort, "3 days"), (FieldKind::Other, "HIGH (+7 houses)")],
        );
        check("**Track:** Walls · **Effort:** 2d", &[(FieldKind::Other, "Walls"), (FieldKind::Effort, "2d")]);
    }

    #[test]
    fn sentences_and_unknown_names_are_no_fields() {
        for text in [
            "Note: this is prose",
            "https://example.org",
            "Key Features:",
            "External Dependencies: Go",
            "The owner of this: Ann",
            "Due:",
        ] {
            check(text, &[]);
        }
    }
}
