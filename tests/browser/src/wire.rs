//! Raw TCP: every connection and every byte that reaches a port is heard, whatever protocol it speaks.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// What a browser gets where nobody is asked: it may read the answer, so that no route fails for want of leave.
const NOTHING: &[u8] =
    b"HTTP/1.1 404 Not Found\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// A port that listens until the test's process ends.
#[derive(Clone, Debug)]
pub struct Wire {
    port: u16,
    heard: Arc<Mutex<Heard>>,
}

/// What reached a port so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// How often something connected.
    pub connections: usize,
    /// All that was sent to it, connections one after the other as they came.
    pub text: String,
}

impl Wire {
    /// Listens on a free port and answers everything with "not found".
    ///
    /// # Errors
    ///
    /// Where no port is free.
    pub fn listen() -> io::Result<Self> {
        Self::open(None)
    }

    /// Listens on a free port and passes everything on to another.
    ///
    /// # Errors
    ///
    /// Where no port is free.
    pub fn relay(to: u16) -> io::Result<Self> {
        Self::open(Some(to))
    }

    fn open(to: Option<u16>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let wire = Self { port: listener.local_addr()?.port(), heard: Arc::default() };
        let ear = wire.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let ear = ear.clone();
                thread::spawn(move || ear.serve(stream, to));
            }
        });
        Ok(wire)
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Its address: `http://127.0.0.1:39613`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What reached it so far.
    #[must_use]
    pub fn heard(&self) -> Heard {
        self.lock().clone()
    }

    // An error only ends the one connection: that it was there, and what it said, has been heard.
    fn serve(&self, browser: TcpStream, to: Option<u16>) -> io::Result<()> {
        self.lock().connections += 1;
        match to {
            Some(port) => self.pass_on(browser, TcpStream::connect((Ipv4Addr::LOCALHOST, port))?),
            None => self.answer(browser),
        }
    }

    fn answer(&self, mut browser: TcpStream) -> io::Result<()> {
        self.hear(&mut browser)?;
        browser.write_all(NOTHING)?;
        browser.shutdown(Shutdown::Write)?;
        while !self.hear(&mut browser)?.is_empty() {}
        Ok(())
    }

    fn pass_on(&self, mut browser: TcpStream, mut server: TcpStream) -> io::Result<()> {
        let (mut answers, mut answered) = (server.try_clone()?, browser.try_clone()?);
        thread::spawn(move || io::copy(&mut answers, &mut answered));
        loop {
            let bytes = self.hear(&mut browser)?;
            if bytes.is_empty() {
                return server.shutdown(Shutdown::Write);
            }
            server.write_all(&bytes)?;
        }
    }

    fn hear(&self, stream: &mut TcpStream) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; 16 * 1024];
        let length = stream.read(&mut bytes)?;
        bytes.truncate(length);
        self.lock().text.push_str(&String::from_utf8_lossy(&bytes));
        Ok(bytes)
    }

    fn lock(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
