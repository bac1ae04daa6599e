//! What the tests that drive a real browser share: a driver, a server, a listener that counts what reaches it.
