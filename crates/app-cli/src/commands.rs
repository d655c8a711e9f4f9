//! The commands, one file each. The doc comment of a command's arguments is its help and its page in the reference.

mod add;
mod apply_template;
mod approve;
mod archive;
mod backfill;
mod baseline;
mod batch;
mod block;
mod buffering;
mod calendar;
mod cancel;
mod clone;
mod completions;
mod config;
mod diff;
mod doctor;
mod done;
mod edit;
mod editor;
mod estimate;
mod eval;
mod export;
mod fields;
mod filter;
mod forecast;
mod gantt;
mod import;
mod indent;
mod init;
mod leveling;
mod link;
mod list;
mod load;
mod log;
mod merge;
mod r#move;
mod next;
mod notation;
mod operation;
mod outdent;
mod people;
mod plan;
mod priority;
mod projects;
mod proposals;
mod redo;
mod reject;
mod remove;
mod reopen;
mod revert;
mod review;
mod save_template;
mod schedule;
mod show;
mod spans;
mod split;
mod start;
mod status;
mod templates;
mod timing;
mod tree;
mod undo;
mod unlink;
mod version;
mod what_if;
mod zone;

use clap::Subcommand;

use crate::context::Context;
use crate::failure::Failure;

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident($module:ident)),* $(,)?) => {
        /// What to do.
        #[derive(Debug, Subcommand)]
        #[expect(missing_docs, reason = "what documents a command is the doc comment of its arguments")]
        pub enum Command { $($(#[$doc])* $name($module::Args)),* }

        impl Command {
            pub(crate) async fn run(self, context: &Context) -> Result<(), Failure> {
                match self { $(Self::$name(args) => args.run(context).await),* }
            }
        }
    };
}

commands! {
    Plan(plan),
    Import(import),
    Proposals(proposals),
    Show(show),
    Approve(approve),
    Reject(reject),
    List(list),
    Tree(tree),
    Next(next),
    Add(add),
    Edit(edit),
    Start(start),
    Done(done),
    Cancel(cancel),
    Block(block),
    Reopen(reopen),
    Priority(priority),
    Move(r#move),
    Indent(indent),
    Outdent(outdent),
    Split(split),
    Merge(merge),
    Clone(clone),
    Batch(batch),
    Link(link),
    Unlink(unlink),
    Schedule(schedule),
    Gantt(gantt),
    Load(load),
    People(people),
    Calendar(calendar),
    Baseline(baseline),
    Forecast(forecast),
    WhatIf(what_if),
    Archive(archive),
    Remove(remove),
    Log(log),
    Diff(diff),
    Undo(undo),
    Redo(redo),
    Revert(revert),
    Init(init),
    Projects(projects),
    Export(export),
    Estimate(estimate),
    Templates(templates),
    ApplyTemplate(apply_template),
    SaveTemplate(save_template),
    Eval(eval),
    Backfill(backfill),
    Config(config),
    Doctor(doctor),
    Completions(completions),
    Version(version),
}
