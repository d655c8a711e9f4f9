//! What comes before what, and what stands side by side, in the words of six languages.

use crate::show::Drafted;

/// "a < b" for an order, "a = b" for two side by side, separated by ";".
fn check(text: &str, holds: &str) {
    let plan = Drafted::of(text);
    for law in holds.split(';') {
        if let Some((a, b)) = law.split_once('<') {
            assert!(plan.before(a.trim(), b.trim()), "{law} in {text}: {:?}", plan.titles());
        } else if let Some((a, b)) = law.split_once('=') {
            let (a, b) = (a.trim(), b.trim());
            assert!(!plan.before(a, b) && !plan.before(b, a), "{law} in {text}: {:?}", plan.titles());
        }
    }
}

#[test]
fn a_result_that_is_there_is_that_of_the_step_before() {
    check(
        "Mend the weir. The water survey takes 3 days. Once the findings are in, the pump (2 days) is bought.",
        "survey < pump",
    );
    check(
        "Bau eines Stegs. Das Bodengutachten dauert 4 Tage. Sobald das Ergebnis vorliegt, beginnt die Gründung.",
        "gutachten < Gründung",
    );
    check(
        "Abrir un vivero. El análisis del suelo dura 2 días. Cuando lleguen los resultados, plantamos los setos.",
        "análisis < setos",
    );
}

#[test]
fn two_side_by_side_wait_for_what_is_said_behind() {
    check(
        "Rebuild the search. Index 3 days, ranking 4 days, page 5 days. Ranking and page can be tackled simultaneously as soon as the index is settled.",
        "index < ranking; index < page; ranking = page",
    );
    check(
        "Grabar un disco. Componer lleva 20 días. Mezcla y portada pueden ir en paralelo después de la grabación (6 días).",
        "grabación < mezcla; grabación < portada; mezcla = portada",
    );
}

#[test]
fn which_speaks_of_what_was_named_last() {
    check(
        "Build a map. Tiles 3 days, cache 2 days, viewer 4 days. The viewer builds on the cache, which builds on the tiles.",
        "tiles < cache; cache < viewer",
    );
}

#[test]
fn the_former_and_the_latter_are_two_that_were_said_last() {
    check(
        "Stage a revue. Write the songs (4 days) and the sketches (3 days) in parallel. The latter need the cast list.",
        "cast list < sketches; songs = sketches",
    );
}

#[test]
fn a_verb_in_front_asks_for_a_condition() {
    check(
        "Neues Lager. Regale 3 Tage, Boden 2 Tage. Ist der Boden fertig, folgen die Regale.",
        "Boden < Regale",
    );
    check(
        "Umzug der Praxis. Leitung legen (2 Tage), Schulung (1 Tag). Sind Leitung und Schulung abgeschlossen, folgt der Probelauf (3 Tage).",
        "Leitung < Probelauf; Schulung < Probelauf",
    );
}

#[test]
fn what_cannot_be_done_without_something_waits_for_it() {
    check("Abrir um museu. Sem o contrato não podemos montar a exposição.", "contrato < exposição");
    check("Montar a feira. Sem a licença não conseguimos vender bebidas.", "licença < bebidas");
    check("Abrir un museo. Sin el permiso no podemos montar la exposición.", "permiso < exposición");
    check("Ouvrir une librairie. Sans le bail, impossible de commander les étagères.", "bail < étagères");
    check(
        "Launch a shop. We need the payment contract; without it the checkout makes no sense.",
        "contract < checkout",
    );
    check("没有许可证就不能施工。地基8天，屋面5天，依次进行。", "许可证 < 施工; 地基 < 屋面");
}

#[test]
fn verbs_in_a_row_share_their_object() {
    check(
        "Écrire, imprimer puis livrer l'annuaire des anciens pour le 27 mars, je suis seul.",
        "Écrire < Imprimer; Imprimer < Livrer",
    );
    check("Traduzir, rever e imprimir o catálogo até 10 de abril.", "Traduzir < Rever; Rever < Imprimir");
    check(
        "Die Bäckerei zieht um. Ofen abbauen, transportieren und wieder aufbauen (3 Tage).",
        "abbauen < transportieren; transportieren < aufbauen",
    );
    check(
        "Draft, cut and release a nature clip by next Monday; I have two hours a day.",
        "Draft < Cut; Cut < Release",
    );
}

#[test]
fn a_mark_may_stand_before_in_this_order() {
    check(
        "Replace the lift. Dismantling 4 days, shaft 6 days, cabin 8 days: strictly in that order.",
        "Dismantling < shaft; shaft < cabin",
    );
    check(
        "Rénover le moulin. Toit 3 jours, murs 8 jours, sols 5 jours, chacun après le précédent.",
        "Toit < murs; murs < sols",
    );
    check("翻译手册：初稿（6天）、审校（3天）、排版（2天），一步一步来。", "初稿 < 审校; 审校 < 排版");
}

#[test]
fn a_deed_is_known_by_the_noun_of_its_verb() {
    check(
        "Temos de pintar a escola (6 dias), trocar as carteiras (2 dias) e instalar os projetores (3 dias). As carteiras só entram depois da pintura.",
        "Pintar < carteiras",
    );
    check(
        "Estudio: recoger datos (3 días), analizar las cifras (4 días). El informe empieza cuando termine el análisis.",
        "Analizar < informe",
    );
}

#[test]
fn a_word_for_the_same_time_in_front_sets_side_by_side() {
    check(
        "Build a shed. Pour the slab (2 days); at the same time as the slab, dig the drain (1 day).",
        "slab = drain",
    );
    check("装修咖啡馆：铺地砖（3天），与此同时定制家具（10天）。", "地砖 = 家具");
    check("工厂改造：采购15天，安装20天。采购期间同时培训保安（3天）。", "采购 = 保安");
}

#[test]
fn the_verb_before_its_subject_begins_the_main_clause() {
    check(
        "Wir drehen einen Film. Nach dem Drehbuch (4 Tage) kommen Casting (3 Tage) und Motivsuche (3 Tage), beides zeitgleich.",
        "Drehbuch < Casting; Drehbuch < Motivsuche; Casting = Motivsuche",
    );
    check(
        "Renovate the hostel. Rewire the rooms (5 days) and replace the showers (6 days); only when both have passed inspection may the plasterers start (4 days).",
        "Rewire < plasterers; showers < plasterers",
    );
}

#[test]
fn a_marker_may_stand_before_the_time_it_takes() {
    check("Schulhof: Planung 3 Wochen, Ausschreibung danach 4 Wochen.", "Planung < Ausschreibung");
    check(
        "Vereinsheim: Erst Dach reparieren, dann innen streichen, danach Küche einbauen.",
        "Dach < streichen",
    );
}

#[test]
fn what_comes_before_an_infinitive_comes_before_its_step() {
    check(
        "Organizar el congreso de enfermería. La sala debe reservarse antes de publicar la convocatoria.",
        "sala < convocatoria",
    );
    check(
        "Lancer la newsletter du musée. Rédiger le premier numéro (3 jours). L'envoi n'a lieu qu'une fois le numéro validé.",
        "numéro < envoi",
    );
    check("筹备婚礼：先订酒店，再发请柬。请柬发出后统计人数，然后确定菜单。", "请柬 < 统计; 统计 < 菜单");
}

#[test]
fn each_may_depend_on_the_one_before_behind_a_list() {
    check(
        "Replace the lamps: survey (2 days), tender (15 days), installation (20 days), each depending on the one before.",
        "survey < tender; tender < installation",
    );
    check(
        "Migrate payroll: data mapping (5 days), test migration (3 days), parallel run (20 days). Each starts when the previous one ends.",
        "mapping < test migration; test migration < parallel run",
    );
}

#[test]
fn what_runs_beside_one_thing_may_come_before_another() {
    check(
        "Migrate payroll: test migration (3 days), cut-over (1 day). The security review (4 days) runs alongside the test migration and must be done before the cut-over.",
        "review < cut-over; review = test migration",
    );
    let plan = Drafted::of(
        "工厂改造：设计10天，采购15天，安装20天，依次进行，3月20日必须验收。采购期间同时培训保安（3天）。",
    );
    assert!(plan.before("安装", "验收"));
    assert!(plan.warned("deadline-too-tight"));
}

#[test]
fn two_that_both_need_a_thing_wait_for_it() {
    check(
        "Launch a podcast. The logo and the jingle both need the name but not each other.",
        "name < logo; name < jingle; logo = jingle",
    );
}
