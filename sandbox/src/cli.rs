//! The flags.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{value_parser, Parser};

use crate::auth::Lives;
use crate::failure::Failure;
use crate::faults::{self, Rule};

/// What the command line asks for.
#[derive(Debug)]
pub enum Asked {
    /// Start the sandbox.
    Run(Flags),
    /// Print this text (`--help`, `--version`) and be done.
    Text(String),
}

/// How the sandbox is to run.
#[derive(Debug, Clone, Parser)]
#[command(name = "commerce-customers-sandbox", version, about, disable_help_subcommand = true, after_help = faults::HELP)]
pub struct Flags {
    /// The port on 127.0.0.1; 0 takes any free one
    #[arg(long, value_name = "N", default_value_t = 8787)]
    pub port: u16,

    /// Keep the data in this SQLite file; without it they are in memory and gone at the end
    #[arg(long, value_name = "FILE")]
    pub db: Option<PathBuf>,

    /// How many customers the tenant `acme` starts with, if it has none
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = value_parser!(u32).range(0..=1_000_000))]
    pub seed: u32,

    /// A bearer token that may do everything and lasts for ever; may be given several times
    #[arg(long = "token", value_name = "TOKEN", default_value = "sandbox", value_parser = bearer_token)]
    pub tokens: Vec<String>,

    /// How long a token is good for that sandbox-client (its secret is sandbox-secret) or sandbox-storefront gets [default: 14399 for services, 3599 for anonymous sessions]
    #[arg(long, value_name = "SECONDS")]
    pub token_life: Option<u32>,

    /// How long an anonymous session can be refreshed
    #[arg(long, value_name = "SECONDS", default_value_t = Lives::default().refresh)]
    pub refresh_life: u32,

    /// Let requests go wrong: "METHOD PATH FAULT[=VALUE] [KEY=VALUE]...", such as "GET /v2/* status=503 times=2"; may be
    /// given several times
    #[arg(long = "fault", value_name = "RULE")]
    pub faults: Vec<Rule>,

    /// Let tests steer faults, counts and tokens under /_sandbox; only from this machine
    #[arg(long)]
    pub control: bool,

    /// The folder that holds `www/` and `pkg/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
}

impl Flags {
    /// How long issued tokens are good for.
    pub(crate) fn lives(&self) -> Lives {
        let Lives { service, anonymous, .. } = Lives::default();
        Lives {
            service: self.token_life.unwrap_or(service),
            anonymous: self.token_life.unwrap_or(anonymous),
            refresh: self.refresh_life,
        }
    }
}

/// Reads a command line, the program's name first.
///
/// # Errors
/// A flag that is unknown or has a wrong value.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Asked, Failure> {
    match Flags::try_parse_from(arguments) {
        Ok(flags) => Ok(Asked::Run(flags)),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            Ok(Asked::Text(error.to_string()))
        }
        Err(error) => Err(Failure::usage("wrong flag", first_paragraph(&error.to_string()), "see --help")),
    }
}

/// What clap says before it goes on to hints and usage.
fn first_paragraph(message: &str) -> String {
    let message = message.strip_prefix("error: ").unwrap_or(message);
    message.lines().take_while(|line| !line.trim().is_empty()).collect::<Vec<_>>().join(" ")
}

/// Tokens are what an `Authorization` header can carry behind `Bearer `.
fn bearer_token(text: &str) -> Result<String, &'static str> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("a token is made of visible ASCII characters without spaces");
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(arguments: &[&str]) -> Result<Asked, Failure> {
        read(std::iter::once(&"sandbox").chain(arguments).map(OsString::from))
    }

    #[test]
    fn without_flags() {
        let Ok(Asked::Run(flags)) = run(&[]) else { panic!("no flag is needed") };
        assert_eq!((flags.port, flags.seed, flags.db), (8787, 200, None));
        assert_eq!(flags.tokens, ["sandbox"]);
        assert_eq!(flags.root, PathBuf::from("."));
    }

    #[test]
    fn tokens_are_a_list() {
        let Ok(Asked::Run(flags)) = run(&["--token", "a", "--token=b.c"]) else { panic!("two tokens are fine") };
        assert_eq!(flags.tokens, ["a", "b.c"]);
    }

    #[test]
    fn lives_of_tokens() {
        let lives = |arguments: &[&str]| {
            let Ok(Asked::Run(flags)) = run(arguments) else { panic!("{arguments:?} is fine") };
            flags.lives()
        };
        assert_eq!(lives(&[]), Lives { service: 14_399, anonymous: 3_599, refresh: 86_399 });
        let short = ["--token-life", "0", "--refresh-life", "7"];
        assert_eq!(lives(&short), Lives { service: 0, anonymous: 0, refresh: 7 });
    }

    #[test]
    fn help_is_no_error() {
        let Ok(Asked::Text(text)) = run(&["--help"]) else { panic!("--help prints") };
        for flag in
            ["--port", "--db", "--seed", "--token", "--token-life", "--refresh-life", "--fault", "--control", "--root"]
        {
            assert!(text.contains(flag), "{flag} is missing in {text}");
        }
    }

    #[test]
    fn a_wrong_flag_is_one_line_that_names_it() {
        for (arguments, named) in [
            (&["--prot", "1"][..], "--prot"),
            (&["--port", "http"], "--port"),
            (&["--port", "65536"], "--port"),
            (&["--port"], "--port"),
            (&["--seed", "-1"], "-1"),
            (&["--seed", "many"], "--seed"),
            (&["--seed", "1000001"], "--seed"),
            (&["--token", "a b"], "--token"),
            (&["--token", ""], "--token"),
            (&["--fault", "GET /v2/* explode"], "explode is no fault"),
            (&["--fault", ""], "three words"),
            (&["--token-life", "1.5"], "--token-life"),
            (&["--refresh-life", "4294967296"], "--refresh-life"),
            (&["stray"], "stray"),
        ] {
            let Err(failure) = run(arguments) else { panic!("{arguments:?} is wrong") };
            let line = failure.line();
            assert!(line.contains(named) && !line.contains("Usage") && line.ends_with("; see --help"), "{line}");
            assert_eq!((line.lines().count(), failure.exit_code), (1, 2));
        }
    }
}
