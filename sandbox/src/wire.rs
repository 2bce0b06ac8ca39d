//! Connections that can be broken from the request that came over them.
//!
//! What HTTP has no words for happens to the socket: a reset, an end in the middle. Each connection shares one flag with
//! its requests; whoever sets it has the next write, or the next flush, fail, and with that the connection end.

use std::io::{self, IoSlice};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::Arc;
use std::task::{ready, Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// How a request has its connection end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Break {
    /// Reset, before another byte is written.
    AtOnce,
    /// Reset, when what was written so far is with the system. What the system has not delivered by then is lost, which
    /// a client that reads gets to see only of answers of a megabyte and more.
    ResetOnceFlushed,
    /// Closed in an orderly way, when what was written so far is with the system.
    CloseOnceFlushed,
}

impl Break {
    const ALL: [Break; 3] = [Break::AtOnce, Break::ResetOnceFlushed, Break::CloseOnceFlushed];
}

/// A connection as its requests see it.
#[derive(Debug, Clone)]
pub(crate) struct Connection {
    pub(crate) peer: SocketAddr,
    wire: Arc<Wire>,
}

impl Connection {
    /// Has the connection end; nobody can take it back.
    pub(crate) fn break_off(&self, how: Break) {
        self.wire.0.store(how as u8 + 1, Ordering::Release);
    }
}

impl Connected<IncomingStream<'_, Wires>> for Connection {
    fn connect_info(stream: IncomingStream<'_, Wires>) -> Connection {
        Connection { peer: *stream.remote_addr(), wire: Arc::clone(&stream.io().wire) }
    }
}

/// How the connection is to end: 0 for in its own time, else one more than the `Break`.
#[derive(Debug, Default)]
struct Wire(AtomicU8);

impl Wire {
    fn asked(&self) -> Option<Break> {
        let asked = self.0.load(Ordering::Acquire);
        Break::ALL.into_iter().find(|how| *how as u8 + 1 == asked)
    }
}

/// A listener of such connections.
#[derive(Debug)]
pub(crate) struct Wires(pub(crate) TcpListener);

impl Listener for Wires {
    type Io = WiredStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (WiredStream, SocketAddr) {
        let (stream, peer) = Listener::accept(&mut self.0).await;
        (WiredStream { stream, wire: Arc::default() }, peer)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// The socket, and what its requests want of it.
#[derive(Debug)]
pub(crate) struct WiredStream {
    stream: TcpStream,
    wire: Arc<Wire>,
}

impl WiredStream {
    /// A socket that lingers for no time is reset when it is dropped, and the server drops what it cannot write to.
    fn reset(&self) -> io::Error {
        match self.stream.set_zero_linger() {
            Ok(()) => io::ErrorKind::ConnectionReset.into(),
            Err(error) => error,
        }
    }

    fn check_before_write(&self) -> io::Result<()> {
        match self.wire.asked() {
            Some(Break::AtOnce) => Err(self.reset()),
            _ => Ok(()),
        }
    }
}

impl AsyncRead for WiredStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for WiredStream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.check_before_write()?;
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.check_before_write()?;
        Pin::new(&mut self.stream).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        match self.wire.asked() {
            Some(Break::ResetOnceFlushed) => Poll::Ready(Err(self.reset())),
            Some(Break::CloseOnceFlushed) => {
                ready!(Pin::new(&mut self.stream).poll_shutdown(cx))?;
                Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()))
            }
            // What is to be reset at once is noticed by the write; a flush without one has nothing to say.
            Some(Break::AtOnce) | None => Poll::Ready(Ok(())),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check_before_write()?;
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
