internal import Foundation
internal import Glibc

/// Reports to systemd by datagrams that the service is ready, alive or stopping (sd_notify(3)). Without `$NOTIFY_SOCKET`
/// nothing is sent.
struct ServiceManager: Sendable {
    private let path: String?
    /// A sign of life is due within this time; nil where systemd awaits none.
    let watchdog: Duration?

    init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
        path = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        let isForUs = environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
        watchdog = isForUs ? environment["WATCHDOG_USEC"].flatMap { Int64($0) }.map { .microseconds($0) } : nil
    }

    func ready() { send("READY=1") }
    func alive() { send("WATCHDOG=1") }
    func stopping() { send("STOPPING=1") }

    /// What `systemctl status` shows.
    func status(_ words: String) { send("STATUS=\(words)") }

    private func send(_ text: String) {
        guard let path, var address = Self.address(path) else { return }
        let socket = Glibc.socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return }
        defer { close(socket) }
        let bytes = Array(text.utf8)
        let size = socklen_t(MemoryLayout<sa_family_t>.size + path.utf8.count)
        // A manager that does not listen is no reason to end.
        _ = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(socket, bytes, bytes.count, CInt(MSG_NOSIGNAL), $0, size)
            }
        }
    }

    /// A path, or after `@` a name of the abstract namespace.
    private static func address(_ path: String) -> sockaddr_un? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return address
    }
}
