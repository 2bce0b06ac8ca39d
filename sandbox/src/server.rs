//! Starts the sandbox, and stops it when it is told to.

use std::future::Future;
use std::io::{ErrorKind, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::app::{self, App};
use crate::auth::Tokens;
use crate::cli::Flags;
use crate::failure::Failure;
use crate::faults::Faults;
use crate::seed;
use crate::store::Store;
use crate::wire::{Connection, Wires};

/// What requests in flight get to finish in once the sandbox was told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// Runs the sandbox until Ctrl-C or SIGTERM.
///
/// # Errors
/// A busy port, a database or a folder that cannot be used.
pub fn run(flags: Flags) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(unstartable)?;
    let outcome = runtime.block_on(async {
        let mut stop = Box::pin(stop_signal().map_err(unstartable)?);
        let sandbox = tokio::select! {
            sandbox = Sandbox::open(flags) => sandbox?,
            // A large seed takes its time; what it has written by then is rolled back.
            () = &mut stop => return Ok(()),
        };
        announce(sandbox.address);
        sandbox.serve(stop).await
    });
    // A database call that outlives the grace is not waited for.
    runtime.shutdown_background();
    outcome
}

/// A sandbox that holds its port and its data, and does not answer yet.
#[derive(Debug)]
pub struct Sandbox {
    /// Where it listens.
    pub address: SocketAddr,
    listener: Wires,
    router: Router,
}

impl Sandbox {
    /// Takes the port, opens the database and seeds it.
    ///
    /// # Errors
    /// A busy port, a database or a folder that cannot be used.
    pub async fn open(flags: Flags) -> Result<Sandbox, Failure> {
        check_root(&flags.root)?;
        let listener = listen(flags.port).await?;
        let address = listener.local_addr().map_err(unstartable)?;
        let tokens = Arc::new(Tokens::new(&flags.tokens, flags.lives()));
        let faults = Arc::new(Faults::new(flags.faults.clone()));
        let tally = flags.control.then(Arc::default);
        let root = flags.root.clone();
        let store = tokio::task::spawn_blocking(move || open_store(&flags));
        let store = store.await.map_err(|error| unstartable(error.into()))??;
        let router = app::router(App { store, tokens, faults, tally }, &root);
        Ok(Sandbox { address, listener: Wires(listener), router })
    }

    /// Answers until `stop` is ready, then for at most two seconds those who are still waiting.
    ///
    /// # Errors
    /// The listener broke.
    pub async fn serve(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<(), Failure> {
        let (stopping, stopped) = oneshot::channel();
        let service = self.router.into_make_service_with_connect_info::<Connection>();
        let server = axum::serve(self.listener, service).with_graceful_shutdown(async move {
            stop.await;
            // Nobody listens any more only when the server has ended.
            let _ = stopping.send(());
        });
        let grace_is_over = async {
            if stopped.await.is_ok() {
                tokio::time::sleep(GRACE).await;
            } else {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            outcome = server => outcome.map_err(|error| Failure::new("stopped answering", error, "start it again")),
            () = grace_is_over => Ok(()),
        }
    }
}

fn unstartable(error: std::io::Error) -> Failure {
    Failure::new("cannot start", error, "see to the system's limits and start it again")
}

fn check_root(root: &Path) -> Result<(), Failure> {
    if root.is_dir() {
        return Ok(());
    }
    let what = format!("cannot serve files from {}", root.display());
    Err(Failure::new(what, "it is not a folder", "give the project's folder with --root"))
}

async fn listen(port: u16) -> Result<TcpListener, Failure> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpListener::bind(address).await.map_err(|error| {
        let what = format!("cannot listen on {address}");
        match error.kind() {
            ErrorKind::AddrInUse => {
                Failure::new(what, "the port is in use", "give another --port, or 0 for any free one")
            }
            ErrorKind::PermissionDenied => {
                Failure::new(what, "the system reserves this port", "give a --port of at least 1024")
            }
            _ => Failure::new(what, error, "give another --port"),
        }
    })
}

fn open_store(flags: &Flags) -> Result<Store, Failure> {
    let mut connection = crate::store::open(flags.db.as_deref())?;
    let start = Instant::now();
    let seeded = seed::fill(&mut connection, flags.seed).map_err(|error| {
        Failure::new("cannot write the seed", error, "see to the database's disk, or give another --db")
    })?;
    if seeded > 0 {
        eprintln!("seeded {seeded} customers into the tenant {} in {} ms", seed::TENANT, start.elapsed().as_millis());
    }
    Ok(Store::new(connection))
}

/// The one line on stdout. Who started the sandbox waits for it, so it must not stay in a buffer; that nobody reads it
/// is no reason to stop.
fn announce(address: SocketAddr) {
    let mut stdout = std::io::stdout().lock();
    let _ = writeln!(stdout, "listening on http://{address}").and_then(|()| stdout.flush());
}

#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{signal, SignalKind};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop_signal() -> std::io::Result<impl Future<Output = ()> + Send> {
    Ok(async {
        // Without a handler there is nothing to wait for; the system ends the program by itself.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
