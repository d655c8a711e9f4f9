//! `planwright completions`.

use std::path::PathBuf;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Cli;
use crate::context::Context;
use crate::failure::Failure;

/// Print completions for a shell
///
/// With --install they are written where the shell looks for them.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    shell: Shell,
    /// Write them where the shell looks for them
    #[arg(long)]
    install: bool,
}

impl Args {
    pub(super) async fn run(self, context: &Context) -> Result<(), Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "planwright", &mut script);
        let script = String::from_utf8_lossy(&script).into_owned();
        if !self.install {
            return Ok(context.terminal.data(&script)?);
        }
        let path = place(self.shell).ok_or_else(|| {
            Failure::refused(
                "no-place-for-completions",
                format!("cannot tell where {} looks for completions", self.shell),
                format!("print them and put them there: planwright completions {}", self.shell),
            )
        })?;
        let folder = path.parent().map_or_else(PathBuf::new, PathBuf::from);
        std::fs::create_dir_all(&folder)
            .and_then(|()| std::fs::write(&path, script))
            .map_err(|e| Failure::unwritable(&path, &e))?;
        context.terminal.say(&format!("wrote {}; start a new shell to use them", path.display()));
        if self.shell == Shell::Zsh {
            context.terminal.say(&format!("zsh looks there when .zshrc has: fpath+=({})", folder.display()));
        }
        if self.shell == Shell::PowerShell {
            context.terminal.say(&format!("load them in your profile with: . {}", path.display()));
        }
        Ok(())
    }
}

/// Where a shell looks for completions of one person.
fn place(shell: Shell) -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let home = set("HOME").or_else(|| set("USERPROFILE"))?;
    let data = set("XDG_DATA_HOME").unwrap_or_else(|| home.join(".local/share"));
    let config = set("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
    Some(match shell {
        Shell::Bash => data.join("bash-completion/completions/planwright"),
        Shell::Zsh => data.join("zsh/site-functions/_planwright"),
        Shell::Fish => config.join("fish/completions/planwright.fish"),
        Shell::PowerShell => config.join("powershell/planwright.ps1"),
        _ => return None,
    })
}
